// SPDX-License-Identifier: BSL-1.0
#include "assay/error/write_result.hpp"

#include "support/catch.hpp"

#include <type_traits>

using assay::code;
using assay::write_result;

// Converts to bool only in a condition: it is not a number, and holds no memory.
static_assert(write_result());
static_assert(!write_result(code::invalid_value));
static_assert(!write_result(code{}), "the first code is a failure, too");
static_assert(write_result(code::invalid_value).error() == code::invalid_value);
static_assert(std::is_constructible_v<bool, write_result>);
static_assert(!std::is_convertible_v<write_result, bool>);
static_assert(!std::is_convertible_v<write_result, int>);
static_assert(!std::is_convertible_v<write_result, code>);
static_assert(!std::is_convertible_v<bool, write_result>, "a bool does not say what was wrong");
static_assert(std::is_trivially_copyable_v<write_result> && sizeof(write_result) == 2);

TEST_CASE("write_result: equals only the code that it holds") {
  for (std::size_t i = 0; i < assay::code_count; ++i) {
    const code c = static_cast<code>(i);
    const write_result failed = c;
    CHECK_FALSE(failed);
    CHECK(failed.error() == c);
    CHECK(failed == c);
    CHECK(failed != write_result());
    CHECK(failed != static_cast<code>((i + 1) % assay::code_count));
  }
  CHECK(write_result() == write_result());
}
