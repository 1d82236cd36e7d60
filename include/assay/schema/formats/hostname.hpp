// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/formats/detail/characters.hpp"

#include <cstddef>
#include <string_view>

namespace assay {

/// Whether the text is the name of a host: labels of letters and digits of ASCII and of hyphens,
/// which neither begin nor end one, joined by dots; up to 63 characters a label and 253 in all.
///
/// `localhost` is one, and so are four numbers with dots. Linear; allocates nothing. Source: RFC
/// 1123, section 2.1, and RFC 1034, section 3.1, for the lengths.
constexpr bool is_hostname(std::string_view text) noexcept {
  constexpr std::size_t max_label = 63, max_name = 253;
  if (text.size() > max_name) return false;
  std::size_t label = 0; // characters of it so far
  char before = '-';
  for (const char c : text) {
    if (c == '.' ? before == '-' : !detail::is_ascii_alphanumeric(c) && (c != '-' || label == 0))
      return false;
    label = c == '.' ? 0 : label + 1;
    if (label > max_label) return false;
    before = c == '.' ? '-' : c; // so that a label without characters ends as one with a hyphen
  }
  return before != '-';
}

} // namespace assay
