// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/describe/enum.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::analysis {

/// The kinds of findings about an event's name; `naming_code_table` describes each code. The
/// enumerators' names are stable, so programs may test and store them.
BOOST_DEFINE_FIXED_ENUM_CLASS(naming_code, std::uint8_t,
                              // about its form
                              empty_name, empty_segment, stray_underscore, white_space,
                              invalid_character, upper_case, camel_case, too_few_segments,
                              // about its meaning
                              generic_name, state_based, not_an_action)

/// One row of the table of codes.
struct naming_code_row {
  naming_code code;         ///< the code
  std::string_view message; ///< a sentence for people
  std::string_view about;   ///< for the documentation: when the code occurs
};

/// The messages and descriptions of all codes, in the order of the enumerators.
inline constexpr naming_code_row naming_code_table[] = {
    {naming_code::empty_name, "the name is empty", "There is no name."},
    {naming_code::empty_segment, "a segment is empty",
     "The name begins or ends with a dot, or has two dots in a row."},
    {naming_code::stray_underscore, "an underscore does not join two words",
     "An underscore is at the beginning or end of a segment, or next to another one."},
    {naming_code::white_space, "segments are joined by dots, not by white space",
     "The name contains a space, tab or line break."},
    {naming_code::invalid_character,
     "only letters from a to z, digits, underscores and dots are allowed",
     "The name contains another character, such as a hyphen or a letter that is not ASCII."},
    {naming_code::upper_case, "names are in lower case",
     "A word begins with a capital letter or consists of capital letters."},
    {naming_code::camel_case, "the words of a segment are joined by underscores, not by capitals",
     "There is a capital letter inside a word."},
    {naming_code::too_few_segments, "a name has at least two segments",
     "The name has one segment, so nothing groups it with other names."},
    {naming_code::generic_name, "the name does not state what happened to what",
     "All of its words are vague: `event1`, `something_happened`, or only `error`."},
    {naming_code::state_based, "the name describes a state, not what happened",
     "The name has a form of to be or to have, a participle that describes a state (`logged_in`), "
     "or ends in an adjective (`response_ready`)."},
    {naming_code::not_an_action, "the name does not end in a verb in the past tense",
     "The last segment does not end in a past tense, such as `received`, `failed` or `sent`."},
};

/// The number of codes.
inline constexpr std::size_t naming_code_count =
    sizeof naming_code_table / sizeof *naming_code_table;

/// Returns the code's row. Constant time.
constexpr const naming_code_row& row_of(naming_code c) noexcept {
  return naming_code_table[static_cast<std::size_t>(c)];
}

/// Returns the code's stable name, such as "state_based".
inline std::string_view name_of(naming_code c) noexcept {
  return boost::describe::enum_to_string(c, "");
}

namespace detail {
consteval bool naming_codes_are_in_order() {
  for (std::size_t i = 0; i < naming_code_count; ++i)
    if (naming_code_table[i].code != static_cast<naming_code>(i)) return false;
  return static_cast<std::size_t>(naming_code::not_an_action) + 1 == naming_code_count;
}
static_assert(naming_codes_are_in_order(),
              "naming_code_table must have one row for each code, in the order of the enumerators");
} // namespace detail

} // namespace assay::analysis
