// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/testing/detail/hostile_limits.hpp"
#include "assay/testing/detail/hostile_maker.hpp"
#include "assay/testing/detail/hostile_spelling.hpp"
#include "assay/testing/detail/hostile_syntax.hpp"
#include "assay/testing/detail/hostile_text.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace assay::testing {

/// One kind of hostile change to a valid event, and its expected verdict.
struct hostile_kind {
  std::string_view reason{}; ///< what is changed
  /// The code of the violation; nothing if the text must be accepted.
  std::optional<assay::code> code{};
  /// Makes a sample; returns false if the event has no place for it.
  bool (*make)(detail::hostile_maker&) = nullptr;
};

/// All kinds of hostile changes. Kinds with a code are errors, except `null_character` and
/// `number_overflow`, which depend on the options.
inline constexpr hostile_kind hostile_kind_table[] = {
    // Not JSON: numbers and words.
    {"NaN or Infinity as a value", code::nonfinite_number, detail::nonfinite_number},
    {"an invalid number: 01, +1, .5, 1., 1e", code::invalid_syntax, detail::broken_number},
    {"an invalid literal: True, None, undefined, nul", code::invalid_syntax, detail::broken_word},
    {"characters directly after a value: 12_000, 12L, \"a\"x", code::invalid_syntax,
     detail::after_a_value},
    // Not JSON: punctuation.
    {"quotes other than \"", code::invalid_syntax, detail::other_quotes},
    {"a name without quotes", code::invalid_syntax, detail::unquoted_name},
    {"no colon after a name", code::invalid_syntax, detail::no_colon},
    {"two colons after a name", code::invalid_syntax, detail::two_colons},
    {"no value after a name", code::invalid_syntax, detail::no_value},
    {"no comma between two values", code::invalid_syntax, detail::no_comma},
    {"a leading, trailing or duplicate comma", code::invalid_syntax, detail::comma_too_many},
    {"a container closed by the wrong bracket", code::invalid_syntax, detail::wrong_bracket},
    {"an extra closing bracket", code::invalid_syntax, detail::bracket_too_many},
    {"members in square brackets", code::invalid_syntax, detail::object_in_brackets},
    {"a comment", code::invalid_syntax, detail::comment},
    {"white space that JSON does not allow", code::invalid_syntax, detail::foreign_space},
    // Not one event.
    {"a truncated text", code::unterminated, detail::cut_off},
    {"no text, or only white space", code::unterminated, detail::nothing},
    {"content after the event", code::trailing_content, detail::after_the_event},
    {"two events on one line", code::trailing_content, detail::two_events},
    {"text before the event", code::invalid_syntax, detail::before_the_event},
    {"a value before the event", code::trailing_content, detail::value_before_the_event},
    {"a value that is not an object, or the event inside another value", code::type_mismatch,
     detail::in_other_json},
    // Characters.
    {"UTF-16 or UTF-32", code::unsupported_encoding, detail::other_encoding},
    {"compressed data", code::unsupported_encoding, detail::compressed},
    {"bytes that are not UTF-8: Latin-1, truncated, overlong, surrogates", code::invalid_utf8,
     detail::invalid_utf8},
    {"an unescaped control character", code::control_character, detail::control_character},
    {"an invalid escape", code::invalid_escape, detail::invalid_escape},
    {"half of a surrogate pair", code::lone_surrogate, detail::lone_surrogate},
    {"the character U+0000", code::null_character, detail::null_character},
    // Limits.
    {"one container too deep", code::depth_exceeded, detail::too_deep},
    {"an event one byte too large", code::document_too_large, detail::too_large},
    {"a string or name one byte too long", code::string_too_long, detail::too_long_string},
    {"one element or unknown member too many", code::too_many_members, detail::too_many},
    {"a number beyond the range of a double", code::number_overflow, detail::huge_number},
    // Duplicates.
    {"a duplicate member", code::duplicate_member, detail::duplicate_as_it_is},
    {"a duplicate member, written with escapes the second time", code::duplicate_member,
     detail::duplicate_with_escapes},
    // Valid: the event in another spelling.
    {"white space wherever JSON allows it", {}, detail::white_space},
    {"line breaks wherever JSON allows them", {}, detail::line_breaks},
    {"a byte order mark before the event", {}, detail::mark_before},
    {"members in any order", {}, detail::any_order},
    {"tags after the values that they belong to", {}, detail::tag_last},
    {"names written with escapes", {}, detail::escaped_names},
    {"strings written with escapes", {}, detail::escaped_strings},
    {"numbers written with zeros and exponents", {}, detail::other_numbers},
    // Valid: changes in free-form JSON.
    {"characters that parsers often mishandle: surrogate pairs, U+2028, noncharacters, DEL",
     {},
     detail::odd_characters},
    {"numbers that parsers often mishandle: -0, 1e-400, beyond 2^53", {}, detail::odd_numbers},
    {"names that parsers often mishandle: empty, __proto__", {}, detail::odd_names},
    {"duplicate names in free-form JSON", {}, detail::free_duplicates},
    {"containers at the depth limit", {}, detail::at_max_depth},
    {"an event at the size limit", {}, detail::at_max_size},
    {"a string at the length limit", {}, detail::longest_string},
};

/// Returns all kinds of hostile changes.
constexpr std::span<const hostile_kind> hostile_kinds() noexcept { return hostile_kind_table; }

} // namespace assay::testing
