// SPDX-License-Identifier: BSL-1.0
#include "assay/json/number.hpp"

#include "assay/json/detail/raw_access.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

using assay::number;

namespace {

number number_of(std::string_view text) {
  number n;
  assay::detail::raw_access::assign(n, text);
  return n;
}

/// Returns whether both are the same double, with the sign of zero.
bool is_same(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

} // namespace

TEST_CASE("number: a number has the text that it was made from") {
  CHECK(number().text() == "0");
  CHECK(number(-7).text() == "-7");
  CHECK(number(std::numeric_limits<std::int64_t>::min()).text() == "-9223372036854775808");
  CHECK(number(std::numeric_limits<std::uint64_t>::max()).text() == "18446744073709551615");
  CHECK(number(0.1).text() == "0.1");
  CHECK(number(0.1f).text() == "0.1");
  CHECK(number(-0.0).text() == "-0");
  CHECK(number(1e300).text() == "1e+300");
}

TEST_CASE("number: a double's text reads back as that double") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 20'000; ++round) {
    const std::uint64_t bits = random();
    double d;
    std::memcpy(&d, &bits, sizeof d);
    if (!std::isfinite(d)) continue;
    const number n(d);
    CAPTURE(n.text());
    REQUIRE(is_same(n.to_double(), d));
    REQUIRE(n.is_finite());
  }
}

TEST_CASE("number: is_finite recognizes values that are not finite") {
  CHECK(number(1e308).is_finite());
  CHECK(number_of("1e400").is_finite()); // still a JSON number
  CHECK_FALSE(number(std::numeric_limits<double>::infinity()).is_finite());
  CHECK_FALSE(number(-std::numeric_limits<double>::infinity()).is_finite());
  CHECK_FALSE(number(std::numeric_limits<double>::quiet_NaN()).is_finite());
  CHECK_FALSE(number(std::numeric_limits<float>::infinity()).is_finite());
  number from = 1;
  const number to = std::move(from);
  CHECK(to.is_finite());
  CHECK_FALSE(from.is_finite()); // so that it is not written as an empty text
}

TEST_CASE("number: the exact 64-bit integer if it is written as one") {
  CHECK(number_of("9223372036854775807").to_int64() == std::numeric_limits<std::int64_t>::max());
  CHECK(number_of("-9223372036854775808").to_int64() == std::numeric_limits<std::int64_t>::min());
  CHECK(number_of("-0").to_int64() == 0);
  for (const char* text : {"9223372036854775808", "-9223372036854775809", "1.0", "1e2", "0.5",
                           "12345678901234567890"}) {
    CAPTURE(text);
    CHECK_FALSE(number_of(text).to_int64().has_value());
  }
}

TEST_CASE("number: two numbers are equal if they are written the same") {
  CHECK(number(1) == number_of("1"));
  CHECK(number(1) == number(1.0)); // both are written 1
  CHECK_FALSE(number(1) == number_of("1.0"));
  CHECK_FALSE(number_of("1e2") == number_of("1E2"));
  CHECK_FALSE(number_of("0") == number_of("-0"));
}

static_assert(!std::is_constructible_v<assay::number, char>, "a character is not a number");
static_assert(!std::is_constructible_v<assay::number, char32_t>);
static_assert(!std::is_constructible_v<assay::number, bool>);

TEST_CASE("number: is_whole is exact however the number is written") {
  assay::number number;
  for (const char* n :
       {"0", "-0", "-0.0", "1", "1.0", "-12.000", "1e3", "1.5e1", "150e-1", "1.25E+2", "0.00",
        "1e400", "0e-99999999999999999999", "1e99999999999999999999",
        "123456789012345678901234567890.0", "0.001e3", "10e-1"}) {
    CAPTURE(n);
    assay::detail::raw_access::assign(number, n);
    CHECK(number.is_whole());
  }
  for (const char* n : {"1.5", "-0.1", "15e-2", "1e-1", "0.5e0", "1.25e1", "10.01", "100e-3",
                        "1e-400", "1e-99999999999999999999", "123456789012345678901234567890.5",
                        "1.00000000000000000001", "0.001e2", "0.0001E+3"}) {
    CAPTURE(n);
    assay::detail::raw_access::assign(number, n);
    CHECK_FALSE(number.is_whole());
  }
}
