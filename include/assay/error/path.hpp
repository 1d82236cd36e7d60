// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

/// Appends a member's name to a JSON Pointer, with `~` and `/` escaped (RFC 6901, section 3).
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

/// Appends an array index, counted from 0, to a JSON Pointer.
inline void append_index(std::string& pointer, std::size_t index) {
  pointer += '/';
  pointer += std::to_string(index);
}

/// The maximum size of a violation's path, in bytes. A producer's names may have any number and
/// length, so longer paths are cut.
inline constexpr std::size_t max_path_size = 256;

/// The mark that replaces the middle of a path that is cut: an ellipsis, U+2026.
inline constexpr std::string_view cut_mark = "\xE2\x80\xA6";

/// Cuts a path that is longer than `max_path_size`, and returns whether it was.
///
/// `cut_mark` replaces the middle. The path is cut between two names if that removes few more
/// bytes. Otherwise a name is cut between two characters, never inside `~0` or `~1`. A path that
/// was cut before still has only one mark afterwards. Linear in the path.
inline bool cut_in_middle(std::string& path) {
  if (path.size() <= max_path_size) return false;
  constexpr std::size_t part = (max_path_size - cut_mark.size()) / 2;
  const auto is_within_character = [&](std::size_t i) {
    return (path[i] & 0xC0) == 0x80 || path[i - 1] == '~';
  };
  std::size_t head = part, tail = path.size() - part;
  while (head != 0 && is_within_character(head)) --head;
  while (tail != path.size() && is_within_character(tail)) ++tail;

  const std::size_t least_head = part / 2, greatest_tail = path.size() - part / 2;
  if (const std::size_t mark = path.find(cut_mark, least_head); mark < head) head = mark;
  if (const std::size_t mark = path.rfind(cut_mark, greatest_tail - cut_mark.size());
      mark != path.npos && mark >= tail)
    tail = mark + cut_mark.size();
  if (const std::size_t slash = path.rfind('/', head); slash != path.npos && slash >= least_head)
    head = slash + 1;
  if (const std::size_t slash = path.find('/', tail); slash <= greatest_tail) tail = slash;
  path.replace(head, tail - head, cut_mark);
  return true;
}

} // namespace assay
