#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

/// Appends a member's name to a JSON Pointer, `~` and `/` escaped (RFC 6901, section 3).
inline void append_member(std::string& pointer, std::string_view name) {
  pointer += '/';
  for (;;) {
    std::size_t plain = 0;
    while (plain != name.size() && name[plain] != '~' && name[plain] != '/') ++plain;
    pointer.append(name.data(), plain);
    if (plain == name.size()) return;
    pointer += name[plain] == '~' ? "~0" : "~1";
    name.remove_prefix(plain + 1);
  }
}

/// Appends an array's index, counted from 0, to a JSON Pointer.
inline void append_index(std::string& pointer, std::size_t index) {
  pointer += '/';
  pointer += std::to_string(index);
}

} // namespace assay
