// SPDX-License-Identifier: BSL-1.0
#include <assay/timeline/detail/key_parts.hpp>

#include "support/catch.hpp"

#include <string>

using assay::detail::key_parts;
using assay::detail::split_key;

TEST_CASE("key parts: the number at the end of a key is split off, without leading zeros") {
  struct expectation {
    std::string_view key, prefix;
    std::uint64_t number;
  };
  for (const auto& [key, prefix, number] : {
           expectation{"ses_1:0a1b2c3d:7", "ses_1:0a1b2c3d:", 7},
           {"k0", "k", 0},
           {"k00", "k0", 0},
           {"k007", "k00", 7},
           {"k", "k", key_parts::no_number},
           {"", "", key_parts::no_number},
           {"12", "", 12},
           {"0", "", 0},
           {"7k", "7k", key_parts::no_number},
           {"k9999999999999999999", "k", 9'999'999'999'999'999'999u},
           {"k12345678901234567890", "k1", 2'345'678'901'234'567'890u}, // 19 digits at most
           {"k10000000000000000000", "k1000000000000000000", 0},
       }) {
    INFO(key);
    CHECK(split_key(key).prefix == prefix);
    CHECK(split_key(key).number == number);
  }
}

TEST_CASE("key parts: the parts joined are the key, so no two keys have the same parts") {
  // Every text of up to six characters from four: digits with and without leading zeros, and
  // others.
  for (std::size_t n = 0; n < 5 * 5 * 5 * 5 * 5 * 5; ++n) {
    std::string key;
    for (std::size_t rest = n; rest != 0; rest /= 5)
      if (rest % 5 != 0) key += " 01x9"[rest % 5];
    const key_parts parts = split_key(key);
    const std::string number =
        parts.number == key_parts::no_number ? "" : std::to_string(parts.number);
    REQUIRE(std::string(parts.prefix) + number == key);
    REQUIRE((parts.number == key_parts::no_number) == (key.empty() || key.back() == 'x'));
  }
}
