// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/formats/detail/characters.hpp"
#include "assay/schema/formats/hex.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace assay {

/// Returns whether the text is an IPv4 address: four numbers from 0 to 255 without leading zeros,
/// joined by dots.
///
/// Constant time; allocates nothing. Source: RFC 3986, section 3.2.2, `IPv4address`.
constexpr bool is_ipv4(std::string_view text) noexcept {
  constexpr std::size_t longest = std::string_view("255.255.255.255").size();
  if (text.size() > longest) return false;
  std::size_t i = 0;
  for (int numbers = 0; numbers < 4; ++numbers) {
    if (numbers != 0 && (i == text.size() || text[i++] != '.')) return false;
    const std::size_t first = i;
    int number = 0;
    for (; i < text.size() && detail::is_ascii_digit(text[i]) && i < first + 3; ++i)
      number = number * 10 + (text[i] - '0');
    if (i == first || number > 255 || (text[first] == '0' && i != first + 1)) return false;
  }
  return i == text.size();
}

/// Returns whether the text is an IPv6 address: eight groups of one to four hexadecimal digits,
/// joined by colons. One `::` can replace groups of zeros, and the last two groups can be an IPv4
/// address.
///
/// Zones (`%eth0`) and brackets are rejected. Linear; allocates nothing. Source: RFC 4291, section
/// 2.2.
constexpr bool is_ipv6(std::string_view text) noexcept {
  constexpr std::size_t all_groups = 8;
  std::size_t groups = 0, i = 0;
  bool is_shortened = text.starts_with("::");
  if (is_shortened) i = 2;
  while (i < text.size()) {
    const std::size_t end = std::min(text.find(':', i), text.size());
    const std::string_view group = text.substr(i, end - i);
    const bool is_last = end == text.size();
    if (is_last && is_ipv4(group)) {
      groups += 2;
      break;
    }
    if (group.size() > 4 || !is_hex(group)) return false;
    ++groups;
    if (is_last) break;
    i = end + 1;
    if (i == text.size()) return false; // a single colon at the end
    if (text[i] == ':') {
      if (is_shortened) return false;
      is_shortened = true;
      ++i;
    }
  }
  return is_shortened ? groups < all_groups : groups == all_groups;
}

} // namespace assay
