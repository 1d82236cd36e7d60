#include "assay/json/number.hpp"

#include "support/catch.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

using assay::number;
using assay::detail::nearest_double;

namespace {

number number_of(std::string_view text) {
  number n;
  n.assign_valid(text);
  return n;
}

/// Whether they are the same double, the sign of zero included.
bool is_same(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

bool is_as_strtod(const std::string& text) {
  return is_same(nearest_double(text), std::strtod(text.c_str(), nullptr));
}

std::string digits(std::mt19937& random, std::size_t n) {
  std::string out;
  while (n-- > 0) out += static_cast<char>('0' + (random() % 3 == 0 ? 0 : random() % 10));
  return out;
}

} // namespace

TEST_CASE("number: a number is what it was made of") {
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

TEST_CASE("number: a value that is not finite says so") {
  CHECK(number(1e308).is_finite());
  CHECK(number_of("1e400").is_finite()); // a JSON number all the same
  CHECK_FALSE(number(std::numeric_limits<double>::infinity()).is_finite());
  CHECK_FALSE(number(-std::numeric_limits<double>::infinity()).is_finite());
  CHECK_FALSE(number(std::numeric_limits<double>::quiet_NaN()).is_finite());
  CHECK_FALSE(number(std::numeric_limits<float>::infinity()).is_finite());
  number from = 1;
  const number to = std::move(from);
  CHECK(to.is_finite());
  CHECK_FALSE(from.is_finite()); // so that it is not written as nothing
}

TEST_CASE("number: the exact integer of 64 bits, when it is written as one") {
  CHECK(number_of("9223372036854775807").to_int64() == std::numeric_limits<std::int64_t>::max());
  CHECK(number_of("-9223372036854775808").to_int64() == std::numeric_limits<std::int64_t>::min());
  CHECK(number_of("-0").to_int64() == 0);
  for (const char* text : {"9223372036854775808", "-9223372036854775809", "1.0", "1e2", "0.5",
                           "12345678901234567890"}) {
    CAPTURE(text);
    CHECK_FALSE(number_of(text).to_int64().has_value());
  }
}

TEST_CASE("number: two are equal when they are written the same") {
  CHECK(number(1) == number_of("1"));
  CHECK(number(1) == number(1.0)); // both are written 1
  CHECK_FALSE(number(1) == number_of("1.0"));
  CHECK_FALSE(number_of("1e2") == number_of("1E2"));
  CHECK_FALSE(number_of("0") == number_of("-0"));
}

TEST_CASE(
    "number: beyond the doubles, huge ones are infinite and tiny ones zero, with their sign") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK(nearest_double("1e400") == infinity);
  CHECK(nearest_double("-1e400") == -infinity);
  CHECK(nearest_double("1E+400") == infinity);
  CHECK(nearest_double("123.456e307") == infinity);
  CHECK(is_same(nearest_double("1e-400"), 0.0));
  CHECK(is_same(nearest_double("-1e-400"), -0.0));
  CHECK(is_same(nearest_double("0e400"), 0.0));
  CHECK(is_same(nearest_double("-0.000e+99999"), -0.0));
  CHECK(nearest_double("1e99999999999999999999") == infinity);
  CHECK(is_same(nearest_double("-1e-99999999999999999999"), -0.0));
  CHECK(nearest_double("1e" + std::string(1000, '9')) == infinity);
  CHECK(is_same(nearest_double("1e-" + std::string(1000, '9')), 0.0));
}

TEST_CASE(
    "number: the exponent of the first significant digit decides, not how the number is written") {
  const std::string zeros(400, '0');
  for (const std::string& text :
       {"0." + zeros + "1", "1" + zeros, "1" + zeros + "e-400", "0." + zeros + "1e401",
        "-0." + zeros + "1", "-1" + zeros + ".5", "0." + zeros + "1e1000", "1" + zeros + "e-1000",
        "1" + zeros + ".0e-780", "0." + zeros + "25e+80"}) {
    CAPTURE(text);
    CHECK(is_as_strtod(text));
  }
  CHECK(nearest_double("1" + zeros + "e-400") == 1.0);
}

TEST_CASE("number: the edges of the doubles are as strtod has them") {
  for (const char* text :
       {"1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308",
        "1.797693134862315807e308", "1.8e308", "2.2250738585072014e-308", "2.2250738585072011e-308",
        "4.9406564584124654e-324", "5e-324", "3e-324", "2.4703282292062327e-324",
        "2.4703282292062328e-324", "2e-324", "1e-323", "9007199254740993", "0.1",
        "18446744073709551616", "123456789012345678901234567890"}) {
    CAPTURE(text);
    CHECK(is_as_strtod(text));
    CHECK(is_as_strtod(std::string("-") + text));
  }
}

TEST_CASE("number: any JSON number's nearest double is strtod's") {
  std::mt19937 random(400);
  for (int round = 0; round < 30'000; ++round) {
    std::string text = random() % 2 ? "-" : "";
    text +=
        random() % 2 ? "0" : static_cast<char>('1' + random() % 9) + digits(random, random() % 25);
    if (random() % 2)
      text += '.' + std::string(random() % 8 == 0 ? random() % 350 : 0, '0') +
              digits(random, 1 + random() % 25);
    if (random() % 4) {
      text += "eE"[random() % 2];
      text += std::string_view("+-").substr(random() % 2, random() % 2);
      text += std::to_string(random() % (random() % 2 ? 20 : 420));
    }
    CAPTURE(text);
    REQUIRE(is_as_strtod(text));
  }
}

static_assert(!std::is_constructible_v<assay::number, char>, "a character is no number");
static_assert(!std::is_constructible_v<assay::number, char32_t>);
static_assert(!std::is_constructible_v<assay::number, bool>);

TEST_CASE("number: an integer is one however it is written, exactly") {
  assay::number number;
  for (const char* n :
       {"0", "-0", "-0.0", "1", "1.0", "-12.000", "1e3", "1.5e1", "150e-1", "1.25E+2", "0.00",
        "1e400", "0e-99999999999999999999", "1e99999999999999999999",
        "123456789012345678901234567890.0", "0.001e3", "10e-1"}) {
    CAPTURE(n);
    number.assign_valid(n);
    CHECK(number.is_whole());
  }
  for (const char* n : {"1.5", "-0.1", "15e-2", "1e-1", "0.5e0", "1.25e1", "10.01", "100e-3",
                        "1e-400", "1e-99999999999999999999", "123456789012345678901234567890.5",
                        "1.00000000000000000001", "0.001e2", "0.0001E+3"}) {
    CAPTURE(n);
    number.assign_valid(n);
    CHECK_FALSE(number.is_whole());
  }
}

TEST_CASE("number: beyond a double is what strtod makes infinite") {
  std::mt19937 random(5);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = random() % 2 ? "-" : "";
    text += random() % 4 ? std::to_string(1 + random() % 9) : "0";
    if (text.back() != '0')
      for (auto n = random() % 400; n-- != 0;) text += static_cast<char>('0' + random() % 10);
    if (random() % 2) text += "." + std::string(random() % 20, '0') + std::to_string(random());
    if (random() % 4)
      text += (random() % 2 ? "e" : "E") + std::string(random() % 3 ? "" : "-") +
              std::to_string(random() % 700);
    INFO(text);
    CHECK(assay::detail::exceeds_double(text) == std::isinf(std::strtod(text.c_str(), nullptr)));
  }
}
