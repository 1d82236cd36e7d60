// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/text_buffer.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tool {

/// The form of a file that does not hold one object per line, as its beginning shows.
enum class container : std::uint8_t {
  none,        ///< lines, or an unknown form, which is checked line by line
  unknown_yet, ///< more of the file must be seen
  // Each line of these forms gets its verdict.
  array_line,  ///< the first line is an array
  body_line,   ///< the first line is a request body, whose events are inside a member
  comma_lines, ///< the first line ends in a comma, like an element of an array
  // The lines of these forms cannot get verdicts.
  array,  ///< an array over several lines
  object, ///< an object over several lines
  body,   ///< a request body over several lines
  packed, ///< compressed, or in an encoding other than UTF-8
};

/// Returns whether a file of this form cannot be checked line by line.
constexpr bool has_no_lines(container c) noexcept { return c >= container::array; }

/// Recognizes the form of a file by its first lines. `is_all`: `start` is the whole file.
/// `members`: those of the expected object, so that an expected request body is not reported.
/// Linear in the first JSON value. Keeps the text, but its memory may move.
container recognize(assay::text_buffer& start, bool is_all,
                    std::span<const std::string_view> members);

/// Returns one sentence with the expected form, the form that was found, and a command that helps.
/// `start`: the start of the file; `file`: its name on the command line; `command`: the command
/// that reads it, with its options. Precondition: `recognize` returned c for this start, and c is
/// neither `none` nor `unknown_yet`.
std::string hint_of(container c, std::string_view start, std::string_view file,
                    std::string_view command);

} // namespace tool
