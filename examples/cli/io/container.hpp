// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/text_buffer.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tool {

/// How a file begins that does not hold one object a line.
enum class container : std::uint8_t {
  none,        ///< it holds lines, or something unknown, which is judged line by line
  unknown_yet, ///< more of the file must be seen
  // These have lines, of which each gets its verdict.
  array_line,  ///< the first line is an array
  body_line,   ///< the first line is a request's body: its events are inside a member
  comma_lines, ///< the first line ends in a comma, as an element of an array does
  // These have no lines that a verdict could be about.
  array,  ///< an array over several lines
  object, ///< an object over several lines
  body,   ///< a request's body over several lines
  packed, ///< compressed, or in another encoding than UTF-8
};

/// Whether nothing in such a file can be judged line by line.
constexpr bool has_no_lines(container c) noexcept { return c >= container::array; }

/// Recognises what a file holds by its start, which is some lines. `is_all`: no more is to come.
/// `members`: those of the object that is expected, so that a request's body is not told where one
/// is. Linear in the first JSON value. Keeps the text, whose memory may move.
container recognise(assay::text_buffer& start, bool is_all,
                    std::span<const std::string_view> members);

/// What was expected, what was found, and a command that helps, in one sentence. `start`: of the
/// file; `file`: its name on the command line; `command`: the one that reads it, with its options.
/// Precondition: `recognise` gave c for that start, and it is a finding.
std::string hint_of(container c, std::string_view start, std::string_view file,
                    std::string_view command);

} // namespace tool
