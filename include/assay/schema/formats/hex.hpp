// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/formats/detail/characters.hpp"

#include <string_view>

namespace assay {

/// Whether the text is hexadecimal digits in either case, one or more: an id of a trace, a digest.
/// Linear; allocates nothing. Source: RFC 5234, appendix B.1, `1*HEXDIG`.
constexpr bool is_hex(std::string_view text) noexcept {
  for (const char c : text)
    if (!detail::is_ascii_hex_digit(c)) return false;
  return !text.empty();
}

} // namespace assay
