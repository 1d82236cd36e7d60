// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/formats/detail/characters.hpp"

#include <string_view>

namespace assay {

/// Returns whether the text consists of one or more hexadecimal digits in either case, such as a
/// trace id or a digest. Linear; allocates nothing. Source: RFC 5234, appendix B.1, `1*HEXDIG`.
constexpr bool is_hex(std::string_view text) noexcept {
  for (const char c : text)
    if (!detail::is_ascii_hex_digit(c)) return false;
  return !text.empty();
}

} // namespace assay
