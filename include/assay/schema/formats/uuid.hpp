// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/formats/detail/characters.hpp"

#include <cstddef>
#include <string_view>

namespace assay {

/// Returns whether the text is a UUID of any version, with digits in either case:
/// `2676b1d7-bcda-4ac5-8b10-0ccc51bb22a5`.
///
/// Constant time; allocates nothing. Source: RFC 9562, section 4.
constexpr bool is_uuid(std::string_view text) noexcept {
  constexpr std::string_view form = "00000000-0000-0000-0000-000000000000";
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == '-' ? text[i] != '-' : !detail::is_ascii_hex_digit(text[i])) return false;
  return true;
}

} // namespace assay
