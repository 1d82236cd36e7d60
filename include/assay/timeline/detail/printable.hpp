// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/detail/blank_controls.hpp"
#include "assay/json/utf8.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace assay::detail {

/// Returns a text that is safe for a terminal: one line, without control characters
/// (`blank_controls`), in UTF-8 (U+FFFD replaces each invalid byte), cut after `longest`
/// characters.
inline std::string printable(std::string_view text, std::size_t longest) {
  std::string out;
  for (std::size_t count = 0; !text.empty() && count != longest; ++count) {
    const std::size_t size = character_size(text);
    if (size != 0) out.append(text.substr(0, size));
    else out += "\xEF\xBF\xBD";
    text.remove_prefix(size != 0 ? size : 1);
  }
  blank_controls(out);
  if (!text.empty()) out += "...";
  return out;
}

} // namespace assay::detail
