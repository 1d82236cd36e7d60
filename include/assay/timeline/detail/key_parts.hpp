// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::detail {

/// The unique split of a key: `prefix` followed by the number, in decimal without leading zeros, is
/// the key.
///
/// Keys are usually `<session_id>:<nonce>:<seq>`. So a session's keys share a few prefixes, and a
/// key is stored in 12 bytes.
struct key_parts {
  static constexpr std::uint64_t no_number =
      UINT64_MAX; ///< greater than any number that is split off

  std::string_view prefix;
  std::uint64_t number = no_number;
};

/// Splits a key. Linear in the key's last digits, at most 19; allocates nothing.
constexpr key_parts split_key(std::string_view key) noexcept {
  constexpr std::size_t longest = 19; // always fits 64 bits
  const auto is_decimal = [&](std::size_t i) { return key[i] >= '0' && key[i] <= '9'; };
  std::size_t i = key.size();
  while (i != 0 && key.size() - i < longest && is_decimal(i - 1)) --i;
  while (key.size() - i > 1 && key[i] == '0') ++i;
  if (i == key.size()) return {key, key_parts::no_number};
  std::uint64_t number = 0;
  for (const char c : key.substr(i)) number = number * 10 + static_cast<unsigned char>(c - '0');
  return {key.substr(0, i), number};
}

} // namespace assay::detail
