// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/decimal.hpp"

#include "support/catch.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <utility>

using namespace assay;
using boost::multiprecision::cpp_int;

namespace {

/// The value of a JSON number: an integer and a power of ten, by long arithmetic.
struct long_number {
  cpp_int digits;
  int power = 0;

  /// Returns the value in units of 10^least.
  cpp_int in_units_of(int least) const {
    return digits * boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(power - least));
  }
};

long_number long_number_of(const std::string& text) {
  long_number n;
  const std::size_t e = text.find_first_of("eE");
  if (e != text.npos) n.power = std::stoi(text.substr(e + 1));
  bool after_dot = false;
  for (const char c : std::string_view(text).substr(0, e)) {
    if (c == '.') after_dot = true;
    if (c < '0' || c > '9') continue;
    n.digits = n.digits * 10 + (c - '0');
    n.power -= after_dot;
  }
  if (text[0] == '-') n.digits = -n.digits;
  return n;
}

std::strong_ordering long_compare(const std::string& a, const std::string& b) {
  const long_number x = long_number_of(a), y = long_number_of(b);
  const int least = std::min(x.power, y.power);
  return x.in_units_of(least).compare(y.in_units_of(least)) <=> 0;
}

bool long_is_multiple_of(const std::string& value, const std::string& step) {
  const long_number v = long_number_of(value), s = long_number_of(step);
  const int least = std::min(v.power, s.power);
  return v.in_units_of(least) % s.in_units_of(least) == 0;
}

std::string digits_at_random(std::mt19937& random, std::size_t count) {
  std::string out;
  while (count-- != 0)
    out += static_cast<char>('0' + (random() % 2 ? random() % 10 : 5 * (random() % 2)));
  return out;
}

/// Returns a JSON number from so few digits and exponents that many are equal, or nearly equal.
std::string number_at_random(std::mt19937& random, std::size_t max_digits, int max_exponent) {
  std::string out;
  if (random() % 3 == 0) out += '0';
  else {
    out += static_cast<char>('1' + random() % 9);
    out += digits_at_random(random, random() % max_digits);
  }
  if (random() % 2) out += '.' + digits_at_random(random, 1 + random() % max_digits);
  if (random() % 3) {
    out += "eE"[random() % 2];
    out += std::string_view("+-").substr(random() % 2, random() % 2);
    out += std::string(random() % 3, '0') +
           std::to_string(random() % static_cast<unsigned>(max_exponent + 1));
  }
  return out;
}

/// Returns the same number in another spelling, with another dot, exponent or zeros.
std::string rewritten(std::mt19937& random, const std::string& text) {
  const long_number n = long_number_of(text);
  if (n.digits == 0) return random() % 2 ? "-0" : "0.00e-5";
  std::string digits = cpp_int(abs(n.digits)).str() + std::string(random() % 4, '0');
  const int power = n.power - static_cast<int>(digits.size() - cpp_int(abs(n.digits)).str().size());
  const auto behind = static_cast<std::size_t>(random() % (digits.size() + 3));
  if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
  if (behind != 0) digits.insert(digits.size() - behind, 1, '.');
  return (n.digits < 0 ? "-" : "") + digits + "e" +
         std::to_string(power + static_cast<int>(behind));
}

} // namespace

static_assert(compare_decimals("1.0", "1e0") == 0, "usable at compile time");
static_assert(is_multiple_of("0.3", "0.1") && !is_multiple_of("0.35", "0.1"));
static_assert(is_json_number("-0.5e+1") && !is_json_number("+1"));

TEST_CASE("decimal: which texts are numbers by RFC 8259") {
  for (const std::string_view text : {"0", "-0", "7", "10", "1234567890", "0.0", "-0.10", "1e0",
                                      "1E+00", "0e-9", "12.34e56", "1e999999999999999999999999"}) {
    CAPTURE(text);
    CHECK(is_json_number(text));
  }
  for (const std::string_view text :
       {"",   "-",     "+1", "01",  "-01",  "00",  ".5",  "5.",    "1.e1", "1e",       "1e+",
        "e1", "1e1.",  " 1", "1 ",  "1.2.", "0x1", "inf", "1e1e1", "--1",  "1,5",      "NaN",
        "1f", "1e--1", "1-", "1.-", "1_0",  "/",   ":",   "1:",    "1e/",  "\xD9\xA1", "0.5\n"}) {
    CAPTURE(text);
    CHECK_FALSE(is_json_number(text));
  }
  CHECK_FALSE(is_json_number(std::string_view("1\0", 2)));
}

TEST_CASE("decimal: each number of an ordered list is below the next") {
  const std::string big(1000, '9'), zeros(1000, '0');
  const std::string in_order[] = {"-1e" + big,
                                  "-1e99999999999999999999",
                                  "-9.9e99999999999999999998",
                                  "-1e400",
                                  "-18446744073709551616",
                                  "-1.0000000000000000000000001",
                                  "-1",
                                  "-0.99999999999999999999999999",
                                  "-1e-400",
                                  "-1e-" + big,
                                  "0",
                                  "1e-" + big,
                                  "1e-99999999999999999999",
                                  "9e-99999999999999999999",
                                  "1e-99999999999999999998",
                                  "1e-400",
                                  "0.1",
                                  "0." + zeros + "1e1001",
                                  "1.00000000000000000000000001",
                                  "9223372036854775807",
                                  "9223372036854775808",
                                  "1" + zeros,
                                  "1" + zeros + ".5",
                                  "1e999999999999",
                                  "1e9223372036854775807",
                                  "1e9223372036854775808",
                                  "1e18446744073709551616",
                                  "1e18446744073709551617",
                                  "1e" + big,
                                  "1.1e" + big,
                                  "10e" + big};
  for (std::size_t i = 0; i < std::size(in_order); ++i)
    for (std::size_t j = 0; j < std::size(in_order); ++j) {
      CAPTURE(i, j);
      CHECK((compare_decimals(in_order[i], in_order[j]) == (i <=> j)));
    }
}

TEST_CASE("decimal: equal numbers in any spelling") {
  const std::string zeros(300, '0'), big(40, '9');
  const std::pair<std::string, std::string> equal[] = {
      {"0", "-0"},
      {"0", "0.000e-99999999999999999999"},
      {"-0.0", "0e" + big},
      {"1", "1.0"},
      {"1", "1e0"},
      {"1", "1E+0000"},
      {"1", "0.1e1"},
      {"100", "1e2"},
      {"1" + zeros, "1e300"},
      {"0." + zeros + "25", "25e-302"},
      {"-12.50", "-125e-1"},
      {"0.001e100000000000000000000000000000000000000000000",
       "1e99999999999999999999999999999999999999999997"},
      {"1" + zeros + "e-100000000000000000000000000000", "1e-99999999999999999999999999700"},
      {"5e1" + zeros, "0.5e1" + zeros.substr(1) + "1"}};
  for (const auto& [a, b] : equal) {
    CAPTURE(a, b);
    CHECK((compare_decimals(a, b) == 0));
    CHECK((compare_decimals(b, a) == 0));
  }
}

TEST_CASE("decimal: the order is that of long arithmetic") {
  std::mt19937 random(8259);
  std::size_t equal = 0;
  for (int round = 0; round < 30'000; ++round) {
    const std::size_t max_digits = random() % 2 ? 2 : 30;
    const int max_exponent = random() % 2 ? 3 : 60;
    const auto next = [&] {
      return (random() % 2 ? "-" : "") + number_at_random(random, max_digits, max_exponent);
    };
    const std::string a = next(), b = random() % 4 ? next() : rewritten(random, a);
    CAPTURE(a, b);
    REQUIRE(is_json_number(a));
    REQUIRE(is_json_number(b));
    const std::strong_ordering order = long_compare(a, b);
    equal += order == 0;
    REQUIRE((compare_decimals(a, b) == order));
    REQUIRE((compare_decimals(b, a) == (0 <=> order)));
  }
  CHECK(equal > 5000);
}

TEST_CASE("decimal: exponents beyond 64 bits are compared as in long arithmetic") {
  std::mt19937 random(64);
  for (int round = 0; round < 20'000; ++round) {
    // Two exponents with a long common part differ by little, or by very much.
    const std::string common = std::to_string(1 + random() % 9) + digits_at_random(random, 20);
    const auto exponent = [&] {
      const std::string text =
          common.substr(0, random() % 8 ? 21 : random() % 21 + 1) + std::to_string(random() % 3);
      return cpp_int(text) * (random() % 8 ? 1 : -1);
    };
    const cpp_int p = exponent(), q = exponent();
    const std::size_t shift = random() % 3; // significant digits in front of the dot
    const std::string a = "1" + std::string(shift, '0') + "e" + p.str(), b = "1e" + q.str();
    CAPTURE(a, b);
    const cpp_int p_place = p + shift;
    REQUIRE((compare_decimals(a, b) == (p_place.compare(q) <=> 0)));
    REQUIRE((compare_decimals("-" + b, "-" + a) == (p_place.compare(q) <=> 0)));
    // Multiples of a power of ten are all multiples not below it; of three times that, there are
    // none.
    REQUIRE(is_multiple_of(a, b) == (p_place >= q));
    REQUIRE_FALSE(is_multiple_of(a, "3" + b.substr(1)));
  }
}

TEST_CASE("decimal: multiples are exact") {
  const std::string big(100, '9');
  const std::pair<std::string, std::string> multiples[] = {
      {"0.3", "0.1"},
      {"-0.3", "0.1"},
      {"0", "7"},
      {"-0.0e5", "1e-400"},
      {"1e400", "0.5"},
      {"1e400", "1e400"},
      {"1e" + big, "3.2e-7"},
      {"1e" + big, "1e" + big},
      {"10e" + big, "2e" + big},
      {"1e-" + big, "1e-" + big},
      {"999999999999999999", "999999999999999999"},
      {"1e60", "576460752303423488"}, // 2^59
      {"1e25", "298023223876953125"}, // 5^25
      {"4.35", "0.01"},
      {"1.1", "0.1e0"},
      {"340282366920938463463374607431768211456", "4294967296"}, // 2^128 and 2^32
      {"2.5E2", "25e1"},
      {"25", "0.00125"}};
  for (const auto& [value, step] : multiples) {
    CAPTURE(value, step);
    CHECK(is_multiple_of(value, step));
  }
  const std::pair<std::string, std::string> others[] = {
      {"0.35", "0.1"},
      {"1e-400", "0.1"},
      {"1e-" + big, "1e-400"},
      {"1e" + big, "3"},
      {"1e" + big, "2e" + big},
      {"1e58", "576460752303423488"},
      {"1e24", "298023223876953125"},
      {"25", "10"},
      {"0.30000000000000004", "0.1"},
      {"999999999999999998", "999999999999999999"},
      {"340282366920938463463374607431768211457", "4294967296"},
      {"1", "1.000000000000001"}};
  for (const auto& [value, step] : others) {
    CAPTURE(value, step);
    CHECK_FALSE(is_multiple_of(value, step));
  }
}

TEST_CASE("decimal: multiples are those of long arithmetic") {
  std::mt19937 random(10);
  std::size_t multiples = 0;
  for (int round = 0; round < 30'000; ++round) {
    const std::string step = number_at_random(random, random() % 2 ? 2 : 9, random() % 2 ? 2 : 30);
    if (!is_decimal_step(step)) continue;
    std::string value = number_at_random(random, random() % 2 ? 3 : 30, random() % 2 ? 3 : 60);
    if (random() % 2) { // a multiple in any spelling
      const long_number s = long_number_of(step);
      value = cpp_int(s.digits * random()).str() + "e" + std::to_string(s.power);
      value = rewritten(random, value);
    }
    if (random() % 2) value.insert(0, 1, '-');
    CAPTURE(value, step);
    REQUIRE(is_json_number(value));
    const bool expected = long_is_multiple_of(value, step);
    multiples += expected;
    REQUIRE(is_multiple_of(value, step) == expected);
  }
  CHECK(multiples > 10'000);
}

TEST_CASE("decimal: a step is a number above zero with at most 18 significant digits") {
  for (const char* text :
       {"1", "0.1", "1e400", "1e-400", "123456789012345678", "0.00123456789012345678",
        "12345678901234567.8e-5", "123456789012345678000000"}) {
    CAPTURE(text);
    CHECK(is_decimal_step(text));
  }
  for (const char* text : {"", "0", "-0", "-1", "0.0e5", "1.", "one", "1234567890123456789",
                           "1000000000000000001", "0.1234567890123456789"}) {
    CAPTURE(text);
    CHECK_FALSE(is_decimal_step(text));
  }
}

TEST_CASE("decimal: megabytes of digits take linear time", "[long]") {
  // With quadratic work, or work in the size of the exponent, this would not end.
  const std::string nines(4'000'000, '9'), zeros(4'000'000, '0');
  CHECK((compare_decimals("1e" + nines, "1e-" + nines) > 0));
  CHECK((compare_decimals("0." + zeros + "1e4000001", "1") == 0));
  CHECK((compare_decimals(nines, nines + ".1") < 0));
  CHECK(is_multiple_of(nines, "0.9"));
  CHECK(is_multiple_of("1e" + nines, "0.25"));
  CHECK_FALSE(is_multiple_of(nines, "1.1e1" + zeros));
}
