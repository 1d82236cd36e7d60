// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/text/canonical.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace {

std::string canonical(std::string_view json) {
  std::string out;
  assay::detail::append_canonical(out, json);
  return out;
}

} // namespace

TEST_CASE("canonical: strings have their size in bytes, numbers their digits") {
  CHECK(canonical(R"("")") == R"("0:)");
  CHECK(canonical(R"("a\u00e9\n")") == "\"4:a\xC3\xA9\n");
  CHECK(canonical(R"( { "k" : [ 1.50 , -20 , true, null ] } )") ==
        R"({"1:k:[15e0,-2e1,true,null]})");
  CHECK(canonical("0.0012") == "12e-3");
}

TEST_CASE("canonical: equal numbers have one form, whatever their spelling") {
  const std::vector<std::vector<std::string_view>> groups = {
      {"0", "-0", "0.0", "0e5", "-0.000E-99999999999999999999"},
      {"1", "1.0", "10e-1", "0.1e1", "1E+0", "1e-0", "1e0000000000000000000000"},
      {"-1", "-1.000", "-100e-2"},
      {"10", "1e1", "1e+01", "100e-1", "0.0001e5"},
      {"12.5", "125e-1", "1.25E1", "0.0125e3"},
      {"0.3", "3e-1", "0.30"},
      {"0.30000000000000004"},
      {"1e999999999999999", "10e999999999999998", "0.1e1000000000000000"},
      {"1e1000000000000000", "10e999999999999999", "0.1e1000000000000001"},
      {"1e-1000000000000000", "0.1e-999999999999999", "10e-1000000000000001"},
      {"1e99999999999999999999", "10e99999999999999999998", "0.01e100000000000000000001"},
      {"1e100000000000000000000", "10e99999999999999999999", "0.1e100000000000000000001"},
      {"1e-99999999999999999999", "10e-100000000000000000000", "0.01e-99999999999999999997"},
      {"1e-100000000000000000000", "0.1e-99999999999999999999"},
  };
  for (std::size_t a = 0; a < groups.size(); ++a)
    for (const std::string_view x : groups[a])
      for (std::size_t b = 0; b < groups.size(); ++b)
        for (const std::string_view y : groups[b]) {
          CAPTURE(x, y);
          CHECK((canonical(x) == canonical(y)) == (a == b));
        }
}

TEST_CASE("canonical: strings are compared by their characters, and their ends are unambiguous") {
  CHECK(canonical(R"("a\u0062\n")") == canonical("\"\\u0061b\\u000a\""));
  CHECK(canonical(R"("\u00e9\ud83d\ude00\/")") == canonical("\"\xC3\xA9\xF0\x9F\x98\x80/\""));
  CHECK(canonical(R"(["a","b"])") != canonical(R"(["a,b"])"));
  CHECK(canonical(R"(["a","b"])") != canonical(R"(["a\",\"b"])"));
  CHECK(canonical(R"(["a\",\"1:b"])") != canonical(R"(["a","b"])"));
  CHECK(canonical(R"("")") != canonical("[]"));
  CHECK(canonical(R"("1")") != canonical("1"));
  CHECK(canonical(R"("true")") != canonical("true"));
}

TEST_CASE("canonical: white space outside strings is insignificant, the order of members is "
          "significant") {
  CHECK(canonical("{ \"a\" : [ 1 ,\t2.0 ,\n{ } ] ,\r\"b\" : null }") ==
        canonical(R"({"a":[1,2,{}],"b":null})"));
  CHECK(canonical(R"({"a":1,"b":2})") != canonical(R"({"b":2,"a":1})"));
  CHECK(canonical(R"([[1],2])") != canonical("[[1,2]]"));
  CHECK(canonical(R"(" ")") != canonical(R"("")"));
}
