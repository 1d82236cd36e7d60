#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

/// Appends a member's name to a JSON Pointer, `~` and `/` escaped (RFC 6901, section 3).
inline void append_member(std::string& pointer, std::string_view name) {
  pointer += '/';
  for (const char c : name) {
    if (c == '~') pointer += "~0";
    else if (c == '/') pointer += "~1";
    else pointer += c;
  }
}

/// Appends an array's index, counted from 0, to a JSON Pointer.
inline void append_index(std::string& pointer, std::size_t index) {
  pointer += '/';
  pointer += std::to_string(index);
}

} // namespace assay
