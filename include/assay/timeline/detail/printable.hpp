#pragma once

#include "assay/error/detail/blank_controls.hpp"
#include "assay/json/detail/text/utf8.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace assay::detail {

/// The text as a terminal may have it: one line, without control characters (`blank_controls`), in
/// UTF-8 (U+FFFD takes the place of each byte that is not), cut after so many characters.
inline std::string printable(std::string_view text, std::size_t longest) {
  const std::string copy(text.substr(
      0, longest * 4)); // a NUL ends the reading of a character; no character has more than 4 bytes
  std::string out;
  const char* p = copy.c_str();
  const char* const end = p + copy.size();
  std::size_t count = 0;
  for (; p != end && count != longest; ++count) {
    const char* next = p + 1;
    if (static_cast<signed char>(*p) < 0) next = utf8_character(p);
    if (next != nullptr) out.append(p, next);
    else out += "\xEF\xBF\xBD";
    p = next != nullptr ? next : p + 1;
  }
  blank_controls(out);
  if (static_cast<std::size_t>(p - copy.c_str()) != text.size()) out += "...";
  return out;
}

} // namespace assay::detail
