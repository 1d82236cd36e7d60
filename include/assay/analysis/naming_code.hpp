// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/describe/enum.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::analysis {

/// What can be unconventional about an event's name. The names are stable: they are what programs
/// may test and store.
BOOST_DEFINE_FIXED_ENUM_CLASS(naming_code, std::uint8_t,
                              // its form
                              empty_name, empty_segment, stray_underscore, white_space,
                              invalid_character, upper_case, camel_case, too_few_segments,
                              // what it says
                              generic_name, state_based, not_an_action)

/// One row of the table of codes.
struct naming_code_row {
  naming_code code;
  std::string_view message; ///< a sentence for people
  std::string_view about;   ///< for the documentation: when it occurs
};

/// Everything that is known of each code, in the order of the enumerators.
inline constexpr naming_code_row naming_code_table[] = {
    {naming_code::empty_name, "the name is empty", "There is no name at all."},
    {naming_code::empty_segment, "a segment is empty",
     "The name begins or ends with a dot, or has two in a row."},
    {naming_code::stray_underscore, "underscores join the words of a segment",
     "One stands at a segment's beginning or end, or beside another one."},
    {naming_code::white_space, "segments are joined by dots, not by white space",
     "A space, tab or line break stands in the name."},
    {naming_code::invalid_character, "a name has letters from a to z, digits, underscores and dots",
     "Another character stands in the name, such as a hyphen or a letter that is not ASCII."},
    {naming_code::upper_case, "a name is in lower case",
     "A word begins with a capital, or is all capitals."},
    {naming_code::camel_case, "words of a segment are joined by underscores, not by capitals",
     "A capital stands inside a word."},
    {naming_code::too_few_segments, "a name is a hierarchy of two segments or more",
     "The name has one segment: nothing groups it with others."},
    {naming_code::generic_name, "the name does not say what happened to what",
     "All of its words could stand for anything: `event1`, `something_happened`, or `error` "
     "alone."},
    {naming_code::state_based, "the name says what state something is in, not what happened",
     "It has a form of to be or to have, a participle that describes a state (`logged_in`), or "
     "ends in an adjective (`response_ready`)."},
    {naming_code::not_an_action, "the last word says what happened: a verb in the past tense",
     "The last segment ends in no past tense, such as `received`, `failed` or `sent`."},
};

/// How many codes there are.
inline constexpr std::size_t naming_code_count =
    sizeof naming_code_table / sizeof *naming_code_table;

/// The code's row. Constant time.
constexpr const naming_code_row& row_of(naming_code c) noexcept {
  return naming_code_table[static_cast<std::size_t>(c)];
}

/// The code's stable name: "state_based".
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
              "naming_code_table has one row for each code, in the order of the enumerators");
} // namespace detail

} // namespace assay::analysis
