// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/formats/detail/characters.hpp"

#include <cstddef>
#include <string_view>

namespace assay {

/// Returns whether the text is base64: the standard alphabet, padded with `=` to a multiple of four
/// characters, without line breaks. The empty text is valid.
///
/// Linear; allocates nothing. Source: RFC 4648, section 4. The URL-safe alphabet of section 5 is
/// rejected.
constexpr bool is_base64(std::string_view text) noexcept {
  if (text.size() % 4 != 0) return false;
  for (std::size_t padding = 0; padding < 2 && text.ends_with('='); ++padding)
    text.remove_suffix(1);
  for (const char c : text)
    if (!detail::is_ascii_alphanumeric(c) && c != '+' && c != '/') return false;
  return true;
}

} // namespace assay
