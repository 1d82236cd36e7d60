// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace assay {

/// Returns the size of the text's first character, from 1 to 4 bytes. 0 if the text is empty or
/// does not begin with a valid UTF-8 character. Constant time.
constexpr std::size_t character_size(std::string_view text) noexcept {
  if (text.empty()) return 0;
  if (static_cast<unsigned char>(text.front()) < 0x80) return 1;
  constexpr std::size_t longest = 4;
  char first[longest + 1]{}; // the remaining NULs end the reading
  std::copy_n(text.data(), std::min(text.size(), longest), first);
  const char* const end = detail::utf8_character(first);
  return end == nullptr ? 0 : static_cast<std::size_t>(end - first);
}

} // namespace assay
