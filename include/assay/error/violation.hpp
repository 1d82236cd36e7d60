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

/// Whether a violation rejects the event, or is only worth knowing.
enum class severity : std::uint8_t { warning, error };

/// The severity's name: "error".
constexpr std::string_view name_of(severity s) noexcept {
  return s == severity::error ? "error" : "warning";
}

/// What is wrong with an event, where, and what would have been right.
///
/// Holds no byte of the event's values, only their kinds and lengths: a violation may go into logs.
/// Its path holds names of members.
struct violation {
  assay::code code{};
  assay::severity severity = assay::severity::error;
  std::string
      path{}; ///< RFC 6901 JSON Pointer, of `max_path_size` bytes at most; empty: the event itself
  std::string
      expected{}; ///< what would have been right, in words; empty where the code says it all
  kind actual = kind::none; ///< what was found; `none` where there is no value, or no JSON
  std::optional<std::size_t>
      length{}; ///< bytes of the found string, each escape counted as the character that it means
  std::optional<std::size_t> offset{}; ///< bytes from the start of the text; absent when a
                                       ///< `boost::json::value` was checked
  /// `duplicate_member`: where the member stood first; absent where more than 1 MiB of the event
  /// would have to be gone through for it.
  std::optional<std::size_t> first_offset{};
  bool path_is_cut = false; ///< the pointer was longer: `cut_mark` is in the path for its middle,
                            ///< and the offset alone tells the place

  /// Makes it as new, but for the memory of its strings.
  void clear() noexcept {
    code = {};
    severity = assay::severity::error;
    path.clear();
    expected.clear();
    actual = kind::none;
    length.reset();
    offset.reset();
    first_offset.reset();
    path_is_cut = false;
  }

  friend bool operator==(const violation&, const violation&) = default;
};

/// The violation in one sentence of the code table, without its place: "expected integer, found
/// string of 3 bytes".
inline std::string message_of(const violation& v) {
  const auto append_place = [&](std::string& out, std::string_view place) {
    if (place == "expected") out += v.expected;
    if (place == "first" && v.first_offset)
      out += "; it stood first at byte " + std::to_string(*v.first_offset);
    if (place != "actual") return;
    out += name_of(v.actual);
    if (!v.length) return;
    out += " of ";
    out += std::to_string(*v.length);
    out += *v.length == 1 ? " byte" : " bytes";
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

/// The violation on one line, for people: `/payload/size_bytes: expected integer >= 0, found ...
/// [out_of_range]`. A path that is longer than `max_path_size` is cut in the middle.
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
