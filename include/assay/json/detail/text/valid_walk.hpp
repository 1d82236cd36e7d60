#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

namespace assay::detail {

// For rules across members, which see texts that a reader has gone through already: a walk over
// valid JSON that checks nothing again.

/// The first place at or behind i that is no white space.
inline std::size_t behind_space(std::string_view text, std::size_t i) noexcept {
  while (i < text.size() &&
         (text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r'))
    ++i;
  return i;
}

/// Behind the string that opens at i.
inline std::size_t behind_string(std::string_view text, std::size_t i) noexcept {
  for (++i; i < text.size(); ++i) {
    const std::size_t quote = text.find('"', i);
    if (quote == text.npos) return text.size();
    std::size_t backslashes = 0;
    while (quote - backslashes > i && text[quote - backslashes - 1] == '\\') ++backslashes;
    if (backslashes % 2 == 0) return quote + 1;
    i = quote;
  }
  return text.size();
}

/// Behind the value that begins at i. Linear; no recursion.
inline std::size_t behind_value(std::string_view text, std::size_t i) noexcept {
  std::size_t open = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      i = behind_string(text, i) - 1;
      if (open == 0) return i + 1;
    } else if (c == '{' || c == '[') {
      ++open;
    } else if (c == '}' || c == ']') {
      if (open == 0) return i; // behind a number or a word
      if (--open == 0) return i + 1;
    } else if (open == 0 && (c == ',' || c == ' ' || c == '\n' || c == '\t' || c == '\r')) {
      return i;
    }
  }
  return i;
}

/// Calls `use(value)` for each element; nothing happens when the text is no array. Precondition: it
/// is valid JSON, or empty.
template <class Use>
void for_each_element(std::string_view array, Use use) {
  if (!array.starts_with('[')) return;
  std::size_t i = behind_space(array, 1);
  while (i < array.size() && array[i] != ']') {
    const std::size_t end = behind_value(array, i);
    use(array.substr(i, end - i));
    i = behind_space(array, end);
    if (i < array.size() && array[i] == ',') i = behind_space(array, i + 1);
  }
}

/// Calls `use(name, value)` for each member, the name as it stands between its quotes; nothing
/// happens when the text is no object.
template <class Use>
void for_each_member(std::string_view object, Use use) {
  if (!object.starts_with('{')) return;
  std::size_t i = behind_space(object, 1);
  while (i < object.size() && object[i] != '}') {
    const std::size_t name_end = behind_string(object, i);
    const std::size_t value =
        behind_space(object, behind_space(object, name_end) + 1); // behind the colon
    const std::size_t end = behind_value(object, value);
    use(object.substr(i + 1, name_end - i - 2), object.substr(value, end - value));
    i = behind_space(object, end);
    if (i < object.size() && object[i] == ',') i = behind_space(object, i + 1);
  }
}

} // namespace assay::detail
