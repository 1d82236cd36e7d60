// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/text/nearest.hpp"

#include "support/catch.hpp"

#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace assay::detail;

namespace {

/// Returns whether both are the same number, with the sign of zero.
template <class T>
bool is_identical(T a, T b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

/// Returns whether both ways give the results of `strtod` and `strtof`. These are the reference:
/// the tests run in the locale "C".
bool is_as_c_library(const std::string& text) {
  const double d = std::strtod(text.c_str(), nullptr);
  const float f = std::strtof(text.c_str(), nullptr);
  const auto agrees = [](auto found, auto expected) {
    return is_identical(found.value, expected) && found.too_large == std::isinf(expected);
  };
  return agrees(nearest_of<double>(text), d) && agrees(nearest_of<float>(text), f) &&
         agrees(nearest_by_c_library<double>(text), d) &&
         agrees(nearest_by_c_library<float>(text), f) && is_identical(nearest_double(text), d) &&
         is_identical(nearest_float(text), f) && exceeds_double(text) == std::isinf(d);
}

std::string random_digits(std::mt19937& random, std::size_t n) {
  std::string out;
  while (n-- > 0) out += static_cast<char>('0' + (random() % 3 == 0 ? 0 : random() % 10));
  return out;
}

/// All digits of a number that is not a double.
std::string exact_text(long double value) {
  std::string out(1300, '\0');
  out.resize(static_cast<std::size_t>(std::snprintf(out.data(), out.size(), "%.1150Le", value)));
  return out;
}

} // namespace

TEST_CASE("nearest: huge numbers are infinite and tiny ones zero, with their sign") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const std::string nines(1000, '9');
  for (const bool by_c_library : {false, true}) {
    CAPTURE(by_c_library);
    const auto nearest = [&](std::string_view text) {
      return by_c_library ? nearest_by_c_library<double>(text) : nearest_of<double>(text);
    };
    for (const std::string& text :
         {std::string("1e400"), std::string("1E+400"), std::string("123.456e307"),
          std::string("1e99999999999999999999"), "1e" + nines, nines, nines + "e-600"}) {
      CAPTURE(text);
      CHECK(is_identical(nearest(text).value, infinity));
      CHECK(nearest(text).too_large);
      CHECK(is_identical(nearest('-' + text).value, -infinity));
      CHECK(nearest('-' + text).too_large);
    }
    for (const std::string& text :
         {std::string("1e-400"), std::string("0e400"), std::string("0.000e+99999"),
          std::string("1e-99999999999999999999"), "1e-" + nines,
          "0." + std::string(400, '0') + "1"}) {
      CAPTURE(text);
      CHECK(is_identical(nearest(text).value, 0.0));
      CHECK_FALSE(nearest(text).too_large);
      CHECK(is_identical(nearest('-' + text).value, -0.0));
      CHECK_FALSE(nearest('-' + text).too_large);
    }
  }
}

TEST_CASE("nearest: the place of the first digit decides, not how the number is written") {
  const std::string zeros(400, '0');
  for (const std::string& text :
       {"0." + zeros + "1", "1" + zeros, "1" + zeros + "e-400", "0." + zeros + "1e401",
        "-0." + zeros + "1", "-1" + zeros + ".5", "0." + zeros + "1e1000", "1" + zeros + "e-1000",
        "1" + zeros + ".0e-780", "0." + zeros + "25e+80"}) {
    CAPTURE(text);
    CHECK(is_as_c_library(text));
  }
  CHECK(nearest_double("1" + zeros + "e-400") == 1.0);
}

TEST_CASE("nearest: the limits of doubles and floats are those of the C library") {
  for (const char* text : {"1.7976931348623157e308",
                           "1.7976931348623158e308",
                           "1.7976931348623159e308",
                           "1.797693134862315807e308",
                           "1.8e308",
                           "2.2250738585072014e-308",
                           "2.2250738585072011e-308",
                           "4.9406564584124654e-324",
                           "5e-324",
                           "3e-324",
                           "2.4703282292062327e-324",
                           "2.4703282292062328e-324",
                           "2e-324",
                           "1e-323",
                           "9007199254740993",
                           "0.1",
                           "18446744073709551616",
                           "123456789012345678901234567890",
                           "3.4028234663852886e38",
                           "3.4028235677973366e38",
                           "3.4028235677973367e38",
                           "1.1754943508222875e-38",
                           "1.401298464324817e-45",
                           "7.006492321624085e-46",
                           "7.006492321624086e-46",
                           "1e39",
                           "1e-46",
                           "16777217",
                           "16777217.0000000000000000000001"}) {
    CAPTURE(text);
    CHECK(is_as_c_library(text));
    CHECK(is_as_c_library(std::string("-") + text));
  }
}

TEST_CASE("nearest: a float is rounded once") {
  // Halfway between two floats, and slightly more; both have the same nearest double.
  constexpr std::string_view text = "1.00000005960464477540";
  CHECK(nearest_float(text) == std::nextafter(1.0f, 2.0f));
  CHECK(static_cast<float>(nearest_double(text)) == 1.0f);
}

TEST_CASE("nearest: halfway between two doubles, a much later digit decides") {
  std::mt19937_64 random(767);
  for (int round = 0; round < 1000; ++round) {
    std::uint64_t bits = random() & ~(std::uint64_t{1} << 63);
    if (round % 4 == 0) bits %= std::uint64_t{1} << 53; // tiny ones have the most digits
    double low, high;
    std::memcpy(&low, &bits, sizeof low);
    ++bits;
    std::memcpy(&high, &bits, sizeof high);
    if (!std::isfinite(low) || !std::isfinite(high)) continue;
    const std::string halfway = exact_text((static_cast<long double>(low) + high) / 2);
    const std::size_t e = halfway.find('e');
    CAPTURE(halfway);
    REQUIRE(is_as_c_library(halfway));
    const std::string above = halfway.substr(0, e) +
                              std::string(static_cast<std::size_t>(random() % 500), '0') + '1' +
                              halfway.substr(e);
    REQUIRE(is_as_c_library(above));
    REQUIRE(is_as_c_library('-' + above));
    REQUIRE(is_identical(nearest_by_c_library<double>(above).value, high));
  }
}

TEST_CASE("nearest: gives the C library's result for any JSON number") {
  std::mt19937 random(400);
  for (int round = 0; round < 30'000; ++round) {
    std::string text = random() % 2 ? "-" : "";
    if (random() % 2) text += '0';
    else {
      text += static_cast<char>('1' + random() % 9);
      text += random_digits(random, random() % (random() % 8 ? 25 : 400));
    }
    if (random() % 2)
      text += '.' + std::string(random() % 8 == 0 ? random() % 350 : 0, '0') +
              random_digits(random, 1 + random() % (random() % 8 ? 25 : 1200));
    if (random() % 4) {
      text += "eE"[random() % 2];
      text += std::string_view("+-").substr(random() % 2, random() % 2);
      text += std::to_string(random() % (random() % 2 ? 50 : 700));
    }
    CAPTURE(text);
    REQUIRE(is_as_c_library(text));
  }
}

TEST_CASE("nearest: gives the C library's result for numbers of few digits") {
  std::mt19937_64 random(53);
  for (int round = 0; round < 100'000; ++round) {
    // Around 2^53, above which not all integers are doubles, and of every length.
    const std::uint64_t bits = round % 4 == 0 ? (std::uint64_t{1} << 53) + random() % 64 - 32
                                              : random() >> (random() % 64);
    std::string text = std::to_string(bits);
    const std::size_t decimals = static_cast<std::size_t>(random() % (text.size() + 4));
    if (decimals >= text.size()) text.insert(0, decimals + 1 - text.size(), '0');
    if (decimals != 0) text.insert(text.size() - decimals, ".");
    if (random() % 4 == 0) text.insert(0, "-");
    const std::vector<char> exact(text.begin(), text.end()); // nothing after it is readable
    CAPTURE(text);
    REQUIRE(is_identical(nearest_double({exact.data(), exact.size()}),
                         std::strtod(text.c_str(), nullptr)));
    REQUIRE(is_as_c_library(text));
  }
}

TEST_CASE("nearest: errno is unchanged") {
  errno = EDOM;
  CHECK(nearest_by_c_library<double>("1e400").too_large);
  CHECK(errno == EDOM);
  errno = 0;
}
