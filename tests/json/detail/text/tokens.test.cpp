// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/text/tokens.hpp"

#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <string_view>

using assay::detail::eight_digits;
using assay::detail::fits_64_bits;

namespace {

/// Returns whether the digits at the beginning of a text of eight bytes are appended to 3.
void appends(const std::string& text, int n, std::uint64_t value) {
  CAPTURE(text);
  std::uint64_t m = 3;
  CHECK(eight_digits(text.data(), m) == n);
  std::uint64_t power = 1;
  for (int i = 0; i < n; ++i) power *= 10;
  CHECK(m == 3 * power + value);
}

bool fits(std::string_view digits) {
  return fits_64_bits(digits.data(), digits.data() + digits.size());
}

} // namespace

TEST_CASE("tokens: each digit counts at each place of eight") {
  const std::string zeros = "00000000";
  for (std::size_t at = 0; at < 8; ++at) {
    std::uint64_t power = 1;
    for (std::size_t i = at; i < 7; ++i) power *= 10;
    for (std::uint64_t digit = 0; digit < 10; ++digit) {
      std::string text = zeros;
      text[at] = static_cast<char>('0' + digit);
      appends(text, 8, digit * power);
    }
  }
  appends("99999999", 8, 99'999'999);
  appends("13579135", 8, 13'579'135);
  appends("98765432", 8, 98'765'432);
}

TEST_CASE("tokens: digits end at the first other byte, whatever follows it") {
  std::uint64_t value = 0;
  const std::string digits = "97531864";
  for (std::size_t n = 0; n < 8; ++n) {
    for (int c = 0; c < 256; ++c) {
      if (c >= '0' && c <= '9') continue;
      for (const char after : {'7', ' ', '\xFF'}) {
        std::string text = digits.substr(0, n) + static_cast<char>(c);
        text.resize(8, after);
        appends(text, static_cast<int>(n), value);
      }
    }
    value = value * 10 + static_cast<std::uint64_t>(digits[n] - '0');
  }
}

TEST_CASE("tokens: 18446744073709551615 is the largest integer of 64 bits") {
  CHECK(fits("0"));
  CHECK(fits("18446744073709551615"));
  CHECK_FALSE(fits("18446744073709551616"));
  CHECK_FALSE(fits("99999999999999999999"));
  CHECK_FALSE(fits("100000000000000000000"));
}
