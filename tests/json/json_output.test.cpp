// SPDX-License-Identifier: BSL-1.0
#include "assay/json/json_output.hpp"

#include "support/catch.hpp"

#include <cstdint>
#include <limits>
#include <string_view>

TEST_CASE("json_output: tokens are appended one after another") {
  assay::text_buffer out;
  out.append("x");
  assay::json_output to(out);
  to.put('[');
  to.integer(std::numeric_limits<std::int64_t>::min());
  to.raw(R"(,{"a":)");
  to.boolean(true);
  to.raw("},");
  to.null();
  to.put(',');
  to.integer(std::numeric_limits<std::uint64_t>::max());
  to.put(']');
  CHECK(out.view() == R"(x[-9223372036854775808,{"a":true},null,18446744073709551615])");
  CHECK(to.valid());
}

TEST_CASE("json_output: a string is escaped, and nothing after it is read") {
  assay::text_buffer out;
  assay::json_output to(out);
  to.string("");
  to.string("a\"\\\n\x01");
  const std::string_view euro = "\u20ac";
  to.string(euro);
  CHECK(out.view() == R"("""a\"\\\n\u0001")"
                      "\"\u20ac\"");
  CHECK(to.valid());
  out.clear();
  to.string(euro.substr(0, 2));
  CHECK(out.view() == "\"\uFFFD\uFFFD\"");
  CHECK_FALSE(to.valid());
}
