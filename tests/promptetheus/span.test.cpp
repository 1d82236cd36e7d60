// SPDX-License-Identifier: BSL-1.0
#include "assay/promptetheus/span.hpp"

#include "support/catch.hpp"

#include <type_traits>

using assay::promptetheus::span;

TEST_CASE("span: is a value that can be copied, at the top unless it has a parent") {
  static_assert(std::is_copy_constructible_v<span> && std::is_nothrow_move_constructible_v<span>);
  const span top{.id = "span_1", .name = "plan"};
  span copy = top;
  CHECK(copy == top);
  CHECK_FALSE(copy.parent_id.has_value());
  copy.parent_id = "span_0";
  CHECK(copy != top);
}
