// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Functions that walk JSON text that a reader has accepted: the elements of an array, the members
/// of an object, the value that a JSON Pointer names.
///
/// Use them in rules across members, which get such texts, or to look into a `raw_json`. They check
/// and copy nothing: the results are parts of the text, valid as long as the text.
///
/// Precondition of all: the text is empty, or one valid JSON value without white space around it.
/// An event of a `batch_body` is valid too. For any other text the results are unspecified parts of
/// it.

#include "assay/json/escapes.hpp"

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace assay {

/// Returns the text without JSON's white space at its ends. Linear in that white space.
constexpr std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view white_space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(white_space);
  return first == text.npos ? std::string_view()
                            : text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

namespace detail {

/// Returns the first position at or after i that is not white space.
inline std::size_t after_space(std::string_view text, std::size_t i) noexcept {
  while (i < text.size() &&
         (text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r'))
    ++i;
  return i;
}

/// Returns the position after the string that begins at i.
inline std::size_t after_string(std::string_view text, std::size_t i) noexcept {
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

/// Returns the position after the value that begins at i. Linear, without recursion.
inline std::size_t after_value(std::string_view text, std::size_t i) noexcept {
  std::size_t open = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      i = after_string(text, i) - 1;
      if (open == 0) return i + 1;
    } else if (c == '{' || c == '[') {
      ++open;
    } else if (c == '}' || c == ']') {
      if (open == 0) return i; // after a number or a literal
      if (--open == 0) return i + 1;
    } else if (open == 0 && (c == ',' || c == ' ' || c == '\n' || c == '\t' || c == '\r')) {
      return i;
    }
  }
  return i;
}

} // namespace detail

/// Calls `use(value)` with the text of each of the array's elements, in order. Does nothing if the
/// text is not an array. Linear, without recursion; allocates nothing.
template <class Use>
void for_each_element(std::string_view array, Use use) {
  if (!array.starts_with('[')) return;
  std::size_t i = detail::after_space(array, 1);
  while (i < array.size() && array[i] != ']') {
    const std::size_t end = detail::after_value(array, i);
    if (end == i) return; // invalid JSON
    use(array.substr(i, end - i));
    i = detail::after_space(array, end);
    if (i < array.size() && array[i] == ',') i = detail::after_space(array, i + 1);
  }
}

/// Calls `use(name, value)` with the texts of each of the object's members, in order. Does nothing
/// if the text is not an object.
///
/// `name` is the text between the quotes (see `spells`). Linear, without recursion; allocates
/// nothing.
template <class Use>
void for_each_member(std::string_view object, Use use) {
  if (!object.starts_with('{')) return;
  std::size_t i = detail::after_space(object, 1);
  while (i < object.size() && object[i] != '}') {
    const std::size_t name_end = detail::after_string(object, i);
    const std::size_t value =
        detail::after_space(object, detail::after_space(object, name_end) + 1); // after the colon
    if (object[i] != '"' || value >= object.size()) return;                     // invalid JSON
    const std::size_t end = detail::after_value(object, value);
    if (end == value) return;
    use(object.substr(i + 1, name_end - i - 2), object.substr(value, end - value));
    i = detail::after_space(object, end);
    if (i < object.size() && object[i] == ',') i = detail::after_space(object, i + 1);
  }
}

/// Returns the text of the object's member with that name. Empty if there is none, or if the text
/// is not an object.
///
/// `name` is in decoded characters; the text may write it with escapes. The last of duplicate
/// members counts, as for most readers. Linear; allocates nothing.
inline std::string_view find_member(std::string_view object, std::string_view name) noexcept {
  std::string_view last;
  for_each_member(object, [&](std::string_view found, std::string_view value) {
    if (spells(found, name)) last = value;
  });
  return last;
}

/// Returns the text of the array's element at `index`, from 0. Empty if there is none. Linear;
/// allocates nothing.
inline std::string_view find_element(std::string_view array, std::size_t index) noexcept {
  std::string_view found;
  for_each_element(array, [&](std::string_view value) {
    if (index-- == 0) found = value;
  });
  return found;
}

namespace detail {

/// A part of a JSON Pointer: the name of a member, or the index of an element.
struct pointer_part {
  std::string name;
  std::optional<std::size_t> index;
};

/// Appends the pointer's parts. Returns false if it is not a JSON Pointer. Linear.
inline bool split_pointer(std::string_view pointer, std::vector<pointer_part>& out) {
  while (!pointer.empty()) {
    if (pointer.front() != '/') return false;
    pointer.remove_prefix(1);
    const std::string_view part = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(part.size());
    pointer_part& p = out.emplace_back();
    for (std::size_t i = 0; i < part.size(); ++i) {
      const bool is_escape =
          part[i] == '~' && i + 1 < part.size() && (part[i + 1] == '0' || part[i + 1] == '1');
      if (part[i] == '~' && !is_escape) return false;
      p.name += !is_escape ? part[i] : part[++i] == '0' ? '~' : '/';
    }
    std::size_t index = 0;
    const char* const end = part.data() + part.size();
    const auto [stop, error] = std::from_chars(part.data(), end, index);
    const bool has_leading_zero = part.size() > 1 && part.front() == '0';
    if (error == std::errc() && stop == end && !has_leading_zero) p.index = index;
  }
  return true;
}

/// Returns the position after white space, a comma if there is one, and white space again.
inline std::size_t after_comma(std::string_view text, std::size_t i) noexcept {
  i = after_space(text, i);
  return i < text.size() && text[i] == ',' ? after_space(text, i + 1) : i;
}

} // namespace detail

/// Returns the text of the value that a JSON Pointer (RFC 6901) names, such as a violation's path:
/// `""` is the whole, `"/payload/tools/0"` a part.
///
/// Empty if there is no such value, or if the pointer is invalid. The last of duplicate members
/// counts. Linear in the text and the pointer, without recursion; allocates for the pointer's
/// parts.
inline std::string_view find_value(std::string_view json, std::string_view pointer) {
  const auto opens = [&](std::size_t i) { return json[i] == '{' || json[i] == '['; };
  if (pointer.empty()) return json;
  std::vector<detail::pointer_part> parts;
  if (!detail::split_pointer(pointer, parts) || json.empty() || !opens(0)) return {};

  // The containers around the position, all on the pointer's path. The whole text is scanned,
  // because a name that was found may occur again.
  struct container {
    bool is_object;
    /// The index of an array's next element.
    std::size_t next;
  };
  std::vector<container> open{{json.front() == '{', 0}};
  std::string_view found;
  std::size_t i = detail::after_space(json, 1);
  while (!open.empty() && i < json.size()) {
    container& around = open.back();
    if (json[i] == (around.is_object ? '}' : ']')) {
      open.pop_back();
      i = detail::after_comma(json, i + 1);
      continue;
    }
    const detail::pointer_part& wanted = parts[open.size() - 1];
    bool is_wanted = false;
    if (around.is_object) {
      const std::size_t name = i, name_end = detail::after_string(json, i);
      i = detail::after_space(json, detail::after_space(json, name_end) + 1); // after the colon
      if (json[name] != '"' || i >= json.size()) break;                       // invalid JSON
      is_wanted = spells(json.substr(name + 1, name_end - name - 2), wanted.name);
    } else {
      is_wanted = wanted.index == around.next++;
    }
    const bool is_last_part = open.size() == parts.size();
    if (is_wanted) found = {};
    if (is_wanted && !is_last_part && opens(i)) {
      open.push_back({json[i] == '{', 0});
      i = detail::after_space(json, i + 1);
      continue;
    }
    const std::size_t end = detail::after_value(json, i);
    if (end == i) break;
    if (is_wanted && is_last_part) found = json.substr(i, end - i);
    i = detail::after_comma(json, end);
  }
  return found;
}

} // namespace assay
