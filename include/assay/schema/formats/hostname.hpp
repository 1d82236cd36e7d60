// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/formats/detail/characters.hpp"

#include <cstddef>
#include <string_view>

namespace assay {

/// Returns whether the text is a host name: labels of ASCII letters, digits and hyphens, joined by
/// dots. A label has at most 63 characters and neither begins nor ends with a hyphen. The name has
/// at most 253 characters.
///
/// `localhost` is valid, and so are four numbers joined by dots. Linear; allocates nothing. Source:
/// RFC 1123, section 2.1, and RFC 1034, section 3.1, for the lengths.
constexpr bool is_hostname(std::string_view text) noexcept {
  constexpr std::size_t max_label = 63, max_name = 253;
  if (text.size() > max_name) return false;
  std::size_t label = 0; // its characters so far
  char before = '-';
  for (const char c : text) {
    if (c == '.' ? before == '-' : !detail::is_ascii_alphanumeric(c) && (c != '-' || label == 0))
      return false;
    label = c == '.' ? 0 : label + 1;
    if (label > max_label) return false;
    before = c == '.' ? '-' : c; // so that an empty label fails like one that ends with a hyphen
  }
  return before != '-';
}

} // namespace assay
