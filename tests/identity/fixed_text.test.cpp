// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/fixed_text.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

using assay::fixed_text;

namespace {
constexpr fixed_text<3> abc({'a', 'b', 'c'}), abd({'a', 'b', 'd'});
}

static_assert(abc.view() == "abc" && abc.size() == 3, "usable at compile time");
static_assert(sizeof(abc) == 3, "nothing but its characters");

TEST_CASE("fixed_text: converts to a text, and is compared like one") {
  const std::string_view view = abc;
  CHECK(view == "abc");
  CHECK(abc.str() == std::string("abc"));
  CHECK(abc == "abc");
  CHECK("abc" == abc);
  CHECK_FALSE(abc == "ab");
  CHECK_FALSE(abc == "abcd");
  CHECK(abc != abd);
  CHECK(abc < abd);
}
