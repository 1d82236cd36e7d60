// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/bound.hpp"

#include "support/catch.hpp"

#include <cstdint>
#include <limits>
#include <string_view>

namespace {

static_assert(assay::bound(7).text() == "7", "usable at compile time");

} // namespace

TEST_CASE("bound: an integer of any type becomes its digits") {
  CHECK(assay::bound(0).text() == "0");
  CHECK(assay::bound(-40).text() == "-40");
  CHECK(assay::bound(std::numeric_limits<std::int8_t>::min()).text() == "-128");
  CHECK(assay::bound(std::numeric_limits<std::uint8_t>::max()).text() == "255");
  CHECK(assay::bound(std::numeric_limits<std::int64_t>::min()).text() == "-9223372036854775808");
  CHECK(assay::bound(std::numeric_limits<std::int64_t>::max()).text() == "9223372036854775807");
  CHECK(assay::bound(std::numeric_limits<std::uint64_t>::max()).text() == "18446744073709551615");
}

TEST_CASE("bound: the text of a number is kept") {
  for (const char* text : {"0.1", "-0", "1e400", "12345678901234567890123.5", "1E+2"})
    CHECK(assay::bound(text).text() == text);
}

TEST_CASE("bound: a default bound has no text") { CHECK(assay::bound().text().empty()); }

TEST_CASE("bound: a copy is independent of the original") {
  assay::bound copy;
  {
    const assay::bound original(-12);
    copy = original;
  }
  CHECK(copy.text() == "-12");
}
