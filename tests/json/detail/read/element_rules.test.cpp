// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/read/element_rules.hpp"

#include "support/catch.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace {

using texts_found = std::vector<std::string>;

texts_found repeated_elements(std::string_view json) {
  texts_found out;
  assay::detail::for_each_repeated_element(json, 0, [&](std::string_view at) {
    CHECK(at.data() >= json.data());
    CHECK(at.data() + at.size() <= json.data() + json.size());
    out.emplace_back(at);
  });
  return out;
}
texts_found repeated_names(std::string_view json) {
  texts_found out;
  std::vector<assay::detail::string_token> names;
  assay::for_each_member(json, [&](std::string_view name, std::string_view) {
    names.push_back({name, name.find('\\') != name.npos});
  });
  assay::detail::for_each_repeated_name(names, [&](std::string_view at, std::string_view first) {
    CHECK(first.data() < at.data());
    out.emplace_back(at);
  });
  return out;
}

} // namespace

TEST_CASE("element_rules: each element that equals an earlier one is reported, as it is written") {
  CHECK(repeated_elements("[]").empty());
  CHECK(repeated_elements(R"([1,1.0,"1",10e-1])") == texts_found{"1.0", "10e-1"});
  CHECK(repeated_elements(R"(["a","\u0061","a","b"])") == texts_found{"\"\\u0061\"", "\"a\""});
  CHECK(repeated_elements(R"(["\u0061","a"])") == texts_found{"\"a\""});
  CHECK(repeated_elements(R"(["\"","\u0022","\\"])") == texts_found{"\"\\u0022\""});
  CHECK(repeated_elements(R"({"a":[1],"b":[ 1.0 ],"c":[2]})") == texts_found{"[ 1.0 ]"});
  CHECK(repeated_elements(R"(["","",null,null,{},{}])") == texts_found{"\"\"", "null", "{}"});
}

TEST_CASE("element_rules: names are compared by their characters") {
  CHECK(repeated_names("{}").empty());
  CHECK(repeated_names(R"({"a":{"b":1,"b":2},"b":3})").empty());
  CHECK(repeated_names(R"({"a":1,"\u0061":2,"b":3,"a":4})") == texts_found{"\\u0061", "a"});
  CHECK(repeated_names(R"({"":1,"a":2,"":3})") == texts_found{""});
  CHECK(repeated_names(R"({"\ud800":1,"\udc00":2})") == texts_found{"\\udc00"}); // both U+FFFD
  CHECK(repeated_names("[1]").empty());
}

TEST_CASE("element_rules: time is linear in the elements", "[long]") {
  const auto seconds_for = [](std::size_t n) {
    std::string json = "[";
    for (std::size_t i = 0; i < n; ++i)
      json += std::to_string(i) + ",\"" + std::to_string(i) + "\",";
    json.back() = ']';
    const auto begin = std::chrono::steady_clock::now();
    CHECK(repeated_elements(json).empty());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  seconds_for(1000);
  CHECK(seconds_for(32000) < 40 * (seconds_for(2000) + 0.001)); // quadratic would be 256 times
}
