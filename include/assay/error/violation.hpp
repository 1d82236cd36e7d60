// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"
#include "assay/error/detail/blank_controls.hpp"
#include "assay/error/kind.hpp"
#include "assay/error/path.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// Whether a violation rejects the event (`error`) or not (`warning`).
enum class severity : std::uint8_t {
  warning, ///< does not reject the event
  error    ///< rejects the event
};

/// Returns the severity's name: "error".
constexpr std::string_view name_of(severity s) noexcept {
  return s == severity::error ? "error" : "warning";
}

/// One broken rule: what is wrong, where, and what was expected.
///
/// Holds the types and lengths of the event's values, but no byte of them, so a violation may be
/// logged. Its path holds names of members.
struct violation {
  /// What is wrong.
  assay::code code{};
  /// Whether the violation rejects the event.
  assay::severity severity = assay::severity::error;
  /// The place as a JSON Pointer (RFC 6901), at most `max_path_size` bytes. Empty for the event
  /// itself.
  std::string path{};
  /// What was expected, in words. Empty where the code is enough.
  std::string expected{};
  /// The type that was found. `none` where there is no value or the text is not JSON.
  kind actual = kind::none;
  /// The bytes of the string that was found. An escape counts as the character that it means.
  std::optional<std::size_t> length{};
  /// The characters (code points) of that string, if they are fewer than its bytes. Only for
  /// `too_short` and `too_long`, because some of their rules count characters.
  std::optional<std::size_t> characters{};
  /// The place in bytes from the start of the text. Empty when a `boost::json::value` was checked.
  std::optional<std::size_t> offset{};
  /// The offset of the member's first occurrence, for `duplicate_member`. A reader scans at most 1
  /// MiB of an event again to find first occurrences; empty if that is not enough.
  std::optional<std::size_t> first_offset{};
  /// Whether the path was too long and has `cut_mark` in its middle. Only the offset is exact then.
  bool path_is_cut = false;

  /// Resets all members, and keeps the memory of the strings.
  void clear() noexcept {
    code = {};
    severity = assay::severity::error;
    path.clear();
    expected.clear();
    actual = kind::none;
    length.reset();
    characters.reset();
    offset.reset();
    first_offset.reset();
    path_is_cut = false;
  }

  /// Compares all members.
  friend bool operator==(const violation&, const violation&) = default;
};

/// Returns the violation's message without its place: "expected integer, found string of 3 bytes".
inline std::string message_of(const violation& v) {
  const auto append_place = [&](std::string& out, std::string_view place) {
    if (place == "expected") out += v.expected;
    if (place == "first" && v.first_offset)
      out += "; first occurrence at byte " + std::to_string(*v.first_offset);
    if (place != "actual") return;
    out += name_of(v.actual);
    if (!v.length) return;
    out += " of ";
    out += std::to_string(*v.length);
    out += *v.length == 1 ? " byte" : " bytes";
    if (!v.characters) return;
    out += " (" + std::to_string(*v.characters);
    out += *v.characters == 1 ? " character)" : " characters)";
  };
  std::string out;
  for (std::string_view rest = row_of(v.code).message; !rest.empty();) {
    const std::size_t open = rest.find('{');
    out += rest.substr(0, open);
    if (open == rest.npos) break;
    const std::size_t close = rest.find('}', open);
    append_place(out, rest.substr(open + 1, close - open - 1));
    rest.remove_prefix(close + 1);
  }
  return out;
}

/// Returns the violation on one line, for people: `/payload/size_bytes: expected integer >= 0,
/// found ... [out_of_range]`.
///
/// Replaces control characters in names by spaces, and cuts a path that is too long.
inline std::string to_string(const violation& v) {
  std::string out = v.path.empty() ? std::string("(event)") : v.path;
  cut_in_middle(out);
  out += v.severity == severity::warning ? ": warning: " : ": ";
  out += message_of(v);
  out += " [";
  out += name_of(v.code);
  out += ']';
  detail::blank_controls(out);
  return out;
}

} // namespace assay
