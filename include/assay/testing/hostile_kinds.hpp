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

/// One way to be hostile: what is done to a valid event, and what must be said of it.
struct hostile_kind {
  std::string_view reason{};         ///< what is done, in words
  std::optional<assay::code> code{}; ///< what is found in it; nothing: it must be accepted
  bool (*make)(detail::hostile_maker&) = nullptr;
};

/// All of them. Those with a code are errors, but for `null_character` and `number_overflow`, of
/// which the options decide.
inline constexpr hostile_kind hostile_kind_table[] = {
    // Not JSON: numbers and words.
    {"NaN or Infinity for a value", code::nonfinite_number, detail::nonfinite_number},
    {"a number that JSON does not know: 01, +1, .5, 1., 1e", code::invalid_syntax,
     detail::broken_number},
    {"a word that JSON does not know: True, None, undefined, nul", code::invalid_syntax,
     detail::broken_word},
    {"something directly after a value: 12_000, 12L, \"a\"x", code::invalid_syntax,
     detail::after_a_value},
    // Not JSON: punctuation.
    {"other quotes than \"", code::invalid_syntax, detail::other_quotes},
    {"a name without quotes", code::invalid_syntax, detail::unquoted_name},
    {"no colon after a name", code::invalid_syntax, detail::no_colon},
    {"two colons after a name", code::invalid_syntax, detail::two_colons},
    {"no value after a name", code::invalid_syntax, detail::no_value},
    {"no comma between two values", code::invalid_syntax, detail::no_comma},
    {"a comma at the beginning or at the end, or two", code::invalid_syntax,
     detail::comma_too_many},
    {"a container that is closed by the other bracket", code::invalid_syntax,
     detail::wrong_bracket},
    {"a bracket that closes nothing", code::invalid_syntax, detail::bracket_too_many},
    {"members in square brackets", code::invalid_syntax, detail::object_in_brackets},
    {"a comment", code::invalid_syntax, detail::comment},
    {"white space that is none in JSON", code::invalid_syntax, detail::foreign_space},
    // Not one event.
    {"a text that was cut off", code::unterminated, detail::cut_off},
    {"no text, or white space alone", code::unterminated, detail::nothing},
    {"something after the event", code::trailing_content, detail::after_the_event},
    {"two events on one line", code::trailing_content, detail::two_events},
    {"text before the event", code::invalid_syntax, detail::before_the_event},
    {"a value before the event", code::trailing_content, detail::value_before_the_event},
    {"another value than an object, or the event inside one", code::type_mismatch,
     detail::in_other_json},
    // Characters.
    {"UTF-16 or UTF-32", code::unsupported_encoding, detail::other_encoding},
    {"compressed data", code::unsupported_encoding, detail::compressed},
    {"bytes that are no UTF-8: Latin-1, cut, overlong, surrogates", code::invalid_utf8,
     detail::invalid_utf8},
    {"a control character as it is", code::control_character, detail::control_character},
    {"a backslash that begins no escape of JSON", code::invalid_escape, detail::invalid_escape},
    {"half of a surrogate pair", code::lone_surrogate, detail::lone_surrogate},
    {"the character U+0000", code::null_character, detail::null_character},
    // Limits.
    {"one container too deep", code::depth_exceeded, detail::too_deep},
    {"an event one byte too large", code::document_too_large, detail::too_large},
    {"a string or a name one byte too long", code::string_too_long, detail::too_long_string},
    {"one element or unknown member too many", code::too_many_members, detail::too_many},
    {"a number beyond a double", code::number_overflow, detail::huge_number},
    // Twice.
    {"a member that is given twice", code::duplicate_member, detail::duplicate_as_it_is},
    {"a member that is given twice, the second time spelled with escapes", code::duplicate_member,
     detail::duplicate_with_escapes},
    // Valid all the same: the event in other words.
    {"white space wherever it may be", {}, detail::white_space},
    {"line breaks wherever they may be", {}, detail::line_breaks},
    {"a byte order mark before the event", {}, detail::mark_before},
    {"members in any order", {}, detail::any_order},
    {"tags after what they are of", {}, detail::tag_last},
    {"names spelled with escapes", {}, detail::escaped_names},
    {"strings spelled with escapes", {}, detail::escaped_strings},
    {"numbers spelled with zeros and exponents", {}, detail::other_numbers},
    // Valid all the same: where the schema says nothing.
    {"characters that others mistreat: pairs, U+2028, noncharacters, DEL",
     {},
     detail::odd_characters},
    {"numbers that others mistreat: -0, 1e-400, beyond 2^53", {}, detail::odd_numbers},
    {"names that others mistreat: empty, __proto__", {}, detail::odd_names},
    {"names given twice where no schema says anything", {}, detail::free_duplicates},
    {"containers as deep as they may be", {}, detail::at_max_depth},
    {"an event as large as it may be", {}, detail::at_max_size},
    {"a string as long as it may be", {}, detail::longest_string},
};

/// The kinds of hostile samples, for whoever lists them or wants each of them.
constexpr std::span<const hostile_kind> hostile_kinds() noexcept { return hostile_kind_table; }

} // namespace assay::testing
