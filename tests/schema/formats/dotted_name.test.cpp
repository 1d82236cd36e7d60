// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/formats/dotted_name.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

using assay::is_dotted_name;

static_assert(is_dotted_name("user.accept"), "usable at compile time");

TEST_CASE("dotted_name: parts of letters, digits, '_' and '-', joined by dots") {
  for (const std::string_view name : {"a", "user.accept", "tool_call", "tool.call.v2", "A-b.9"}) {
    CAPTURE(name);
    CHECK(is_dotted_name(name));
  }
  for (const std::string_view name :
       {"", ".", "a.", ".a", "a..b", "a b", "a\n", "\xC3\xA9", "a/b", "a.\xC3\xA9"}) {
    CAPTURE(name);
    CHECK_FALSE(is_dotted_name(name));
  }
  CHECK_FALSE(is_dotted_name(std::string_view("a\0", 2)));
}
