// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/describe/enum.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay {

/// What can be wrong with an event. The names are stable: they are what programs may test and
/// store.
///
/// `code_table` says of each what it means; docs/errors.md is generated from that table.
BOOST_DEFINE_FIXED_ENUM_CLASS(code, std::uint8_t,
                              // not JSON
                              invalid_syntax, unterminated, trailing_content, nonfinite_number,
                              // not text in UTF-8
                              unsupported_encoding, invalid_utf8, control_character, invalid_escape,
                              lone_surrogate, null_character,
                              // beyond a limit
                              depth_exceeded, document_too_large, string_too_long, too_many_members,
                              integer_overflow, number_overflow,
                              // not what the schema asks for
                              type_mismatch, missing_member, duplicate_member, unknown_member,
                              forbidden_member, unknown_type, not_one_of, out_of_range, too_short,
                              too_long, not_multiple_of, too_few_elements, too_many_elements,
                              repeated_element, predicate_failed, deprecated_member, invalid_format,
                              key_disagrees, members_disagree, sequence_conflict, key_conflict,
                              // not writable as JSON
                              invalid_value)

/// The coarse condition behind a code: what kind of remedy it calls for.
enum class category : std::uint8_t {
  syntax,   ///< the text is not JSON: the producer's serialiser, or the transport, is broken
  encoding, ///< the text is not UTF-8, or its characters are not what JSON allows
  limit,    ///< the text exceeds a limit of the reader's `limits` or of a C++ type
  schema,   ///< the text is JSON, but not the event it claims to be
  value,    ///< a C++ value that JSON cannot express
};

/// The category's name: "syntax".
constexpr std::string_view name_of(category c) noexcept {
  constexpr std::string_view names[] = {"syntax", "encoding", "limit", "schema", "value"};
  return names[static_cast<std::size_t>(c)];
}

/// One row of the code table.
struct code_row {
  assay::code code;
  assay::category category;
  std::string_view message; ///< `{expected}` and `{actual}` stand for the violation's own,
                            ///< `{first}` for where it stood first
  std::string_view about;   ///< for the documentation: when it occurs and what to do
};

/// Everything that is known of each code, in the order of the enumerators.
inline constexpr code_row code_table[] = {
    {code::invalid_syntax, category::syntax, "not JSON: expected {expected}",
     "The text leaves the grammar of RFC 8259 at this byte. Nothing behind it is looked at."},
    {code::unterminated, category::syntax, "the text ends before the event does",
     "The text, or in a stream the line, ends inside the event: it was cut off, or a string holds "
     "a raw line break."},
    {code::trailing_content, category::syntax, "expected {expected}",
     "Something follows the end of the event, or of a value that is no event: two events on one "
     "line, a log line's text, a stray "
     "character."},
    {code::nonfinite_number, category::syntax, "NaN and Infinity are not JSON numbers",
     "Some serialisers write bare NaN, Infinity or -Infinity. No JSON reader has to accept them, "
     "and most do not."},
    {code::unsupported_encoding, category::encoding, "expected {expected}",
     "The first bytes are those of UTF-16, UTF-32, or of compressed data such as gzip. JSON that "
     "is exchanged between systems is UTF-8 "
     "(RFC 8259, section 8.1): convert or decompress it first."},
    {code::invalid_utf8, category::encoding, "this byte begins no valid UTF-8 character",
     "A byte sequence that UTF-8 does not know: Latin-1 text, a character cut in half, an encoded "
     "surrogate or an overlong form."},
    {code::control_character, category::encoding, "a control character in a string must be escaped",
     "A byte below 0x20 stands bare in a string."},
    {code::invalid_escape, category::encoding, "this backslash begins no JSON escape",
     "Behind a backslash JSON knows \" \\ / b f n r t, and u with four hexadecimal digits."},
    {code::lone_surrogate, category::encoding, "this surrogate escape lacks its other half",
     "An escape from \\ud800 to \\udfff that is no pair stands for no character and cannot be "
     "written as UTF-8. "
     "The option `lone_surrogates` can replace it by U+FFFD instead."},
    {code::null_character, category::encoding,
     "expected no U+0000 in a string or name: many databases cannot store it",
     "The escape \\u0000 is JSON, but PostgreSQL and other databases refuse the text that it "
     "stands for. At `strict` a warning; the option "
     "`null_characters` can accept it, warn at every level, replace it by U+FFFD or reject the "
     "event."},
    {code::depth_exceeded, category::limit, "expected {expected}",
     "Containers stand in containers deeper than `limits::max_depth`."},
    {code::document_too_large, category::limit, "expected {expected}",
     "The event's text is longer than `limits::max_document_bytes`."},
    {code::string_too_long, category::limit, "expected {expected}",
     "A string or a member's name is longer, as it stands in the text, than "
     "`limits::max_string_bytes`."},
    {code::too_many_members, category::limit, "expected {expected}",
     "An array or object that becomes C++ objects has more elements, or an object more members "
     "that the schema does not name, "
     "than `limits::max_members`."},
    {code::integer_overflow, category::limit,
     "expected {expected}, found one that 64 bits cannot hold",
     "The value is an integer as the schema asks, but the C++ type has 64 bits. An error in `seq`; "
     "elsewhere a warning, and the "
     "payload is kept untyped."},
    {code::number_overflow, category::limit, "expected {expected}",
     "The number is JSON, but beyond the largest double, about 1.8e308: most readers make infinity "
     "of it. At `strict` a warning; an error "
     "with "
     "the option `reject_number_overflow`."},
    {code::type_mismatch, category::schema, "expected {expected}, found {actual}",
     "The value's kind is not the described one. 1.0 and 1e2 are no integers."},
    {code::missing_member, category::schema, "the member is missing: expected {expected}",
     "A member that the event needs is not there; the path names it."},
    {code::duplicate_member, category::schema, "the member stands here again{first}",
     "A member that the schema names is given twice, spelled with or without escapes. Readers "
     "disagree which of the two counts."},
    {code::unknown_member, category::schema, "the schema names no such member",
     "At `strict` a warning, or an error with the option `reject_unknown_members`: a spelling "
     "mistake, or a newer producer."},
    {code::forbidden_member, category::schema, "the member must not be there: {expected}",
     "The schema forbids the member, even as null."},
    {code::unknown_type, category::schema, "expected {expected}, found {actual}",
     "The event's type is none of the system's. The option `keep_unknown_types` keeps such events "
     "untyped."},
    {code::not_one_of, category::schema, "expected {expected}, found another {actual}",
     "The string is none of the listed ones."},
    {code::out_of_range, category::schema, "expected {expected}, found a number outside of it",
     "The number is below the minimum or above the maximum that the schema sets."},
    {code::too_short, category::schema, "expected {expected}, found {actual}",
     "The string has fewer bytes or characters than the schema asks for."},
    {code::too_long, category::schema, "expected {expected}, found {actual}",
     "The string has more bytes or characters than the schema allows."},
    {code::not_multiple_of, category::schema, "expected {expected}, found another number",
     "The number is not a multiple of the one that the schema names. Exact: as decimals, not as "
     "doubles."},
    {code::too_few_elements, category::schema, "expected {expected}, found fewer",
     "The array has fewer elements, or the object fewer members, than the schema asks for."},
    {code::too_many_elements, category::schema, "expected {expected}, found more",
     "The array has more elements, or the object more members, than the schema allows."},
    {code::repeated_element, category::schema, "expected {expected}, found one that equals another",
     "The elements must differ, and this one equals an earlier one."},
    {code::predicate_failed, category::schema, "expected {expected}, found another {actual}",
     "The value does not satisfy a predicate that the author of the schema wrote; the message has "
     "the author's words."},
    {code::deprecated_member, category::schema, "the member is deprecated: {expected}",
     "A warning: the member is still read, and the message says what to send instead."},
    {code::invalid_format, category::schema, "expected {expected}",
     "The string is not of the form that the schema asks for. Of a date-time the message says why, "
     "and the offset is that of the character "
     "at fault."},
    {code::key_disagrees, category::schema, "expected {expected}",
     "The idempotency key does not repeat the event's own session id and sequence number."},
    {code::members_disagree, category::schema, "expected {expected}",
     "Members of the object, each valid by itself, contradict one another, or in a batch the "
     "request that the event came in."},
    {code::sequence_conflict, category::schema,
     "another event of the session has this sequence number",
     "In a batch: an event with the same sequence number and another idempotency key was accepted "
     "before, so one of the two is wrong."},
    {code::key_conflict, category::schema,
     "another event of the session has this idempotency key, and other content",
     "In a batch, where the `dedupe_window` compares contents: the event is no retry of the one "
     "that was accepted under its key. One of "
     "the two has a key that is not its own, or was changed on its way."},
    {code::invalid_value, category::value, "JSON cannot express the value: {expected}",
     "On writing: a string is not UTF-8. On reading never."},
};

/// How many codes there are.
inline constexpr std::size_t code_count = sizeof code_table / sizeof *code_table;

/// The code's row. Constant time.
constexpr const code_row& row_of(code c) noexcept {
  return code_table[static_cast<std::size_t>(c)];
}

/// The code's category.
constexpr category category_of(code c) noexcept { return row_of(c).category; }

/// The code's stable name: "type_mismatch".
inline std::string_view name_of(code c) noexcept { return boost::describe::enum_to_string(c, ""); }

namespace detail {
consteval bool code_table_is_in_order() {
  for (std::size_t i = 0; i < code_count; ++i)
    if (code_table[i].code != static_cast<code>(i)) return false;
  return static_cast<std::size_t>(code::invalid_value) + 1 == code_count;
}
static_assert(code_table_is_in_order(),
              "code_table has one row for each code, in the order of the enumerators");
} // namespace detail

} // namespace assay
