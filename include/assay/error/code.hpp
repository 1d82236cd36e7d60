// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/describe/enum.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay {

/// The codes of violations. Their names are stable: programs may test and store them.
///
/// `code_table` describes each code; docs/errors.md is generated from it.
BOOST_DEFINE_FIXED_ENUM_CLASS(code, std::uint8_t,
                              // invalid JSON
                              invalid_syntax, unterminated, trailing_content, nonfinite_number,
                              // invalid text, or text that is not UTF-8
                              unsupported_encoding, invalid_utf8, control_character, invalid_escape,
                              lone_surrogate, null_character,
                              // over a limit
                              depth_exceeded, document_too_large, string_too_long, too_many_members,
                              integer_overflow, number_overflow,
                              // does not match the schema
                              type_mismatch, missing_member, duplicate_member, unknown_member,
                              forbidden_member, unknown_type, not_one_of, out_of_range, too_short,
                              too_long, not_multiple_of, too_few_elements, too_many_elements,
                              repeated_element, predicate_failed, deprecated_member, invalid_format,
                              key_disagrees, members_disagree, sequence_conflict, key_conflict,
                              // cannot be written as JSON
                              invalid_value)

/// The group that a code belongs to. Codes of one category have the same kind of remedy.
enum class category : std::uint8_t {
  syntax,   ///< the text is not JSON: the producer's serializer or the transport is broken
  encoding, ///< the text is not UTF-8, or has characters that JSON does not allow
  limit,    ///< the text exceeds a limit of `limits`, or the range of a C++ type
  schema,   ///< the text is JSON, but does not match the schema
  value,    ///< JSON cannot express the C++ value
};

/// Returns the category's name: "syntax".
constexpr std::string_view name_of(category c) noexcept {
  constexpr std::string_view names[] = {"syntax", "encoding", "limit", "schema", "value"};
  return names[static_cast<std::size_t>(c)];
}

/// A row of the code table.
struct code_row {
  /// The code that the row describes.
  assay::code code;
  /// The code's category.
  assay::category category;
  /// The message for people. `{expected}` and `{actual}` are replaced by the violation's members of
  /// these names, `{first}` by the place of the first occurrence.
  std::string_view message;
  /// The text for the documentation: when the code occurs, and what to do.
  std::string_view about;
};

/// The category, message and documentation of each code, in the order of the enumerators.
inline constexpr code_row code_table[] = {
    {code::invalid_syntax, category::syntax, "invalid JSON: expected {expected}",
     "The text violates the grammar of RFC 8259 at this byte. The text after it is not checked."},
    {code::unterminated, category::syntax, "the text ends before the event is complete",
     "The text, or the line of a stream, ends inside the event: it was cut off, or a string holds "
     "a raw line break."},
    {code::trailing_content, category::syntax, "expected {expected}",
     "There is more text after the end of the event, or after a value that is not an event: two "
     "events on one line, a log message, a stray character."},
    {code::nonfinite_number, category::syntax, "NaN and Infinity are not JSON numbers",
     "Some serializers write bare NaN, Infinity or -Infinity. JSON does not allow them, and most "
     "readers reject them."},
    {code::unsupported_encoding, category::encoding, "expected {expected}",
     "The first bytes are those of UTF-16, UTF-32, or of compressed data such as gzip. JSON "
     "between systems must be UTF-8 (RFC 8259, section 8.1): convert or decompress the text "
     "first."},
    {code::invalid_utf8, category::encoding, "this byte does not begin a valid UTF-8 character",
     "The bytes are not UTF-8: Latin-1 text, a character that was cut, an encoded surrogate or an "
     "overlong form."},
    {code::control_character, category::encoding, "a control character in a string must be escaped",
     "A string holds a byte below 0x20 without an escape."},
    {code::invalid_escape, category::encoding, "this backslash does not begin a valid JSON escape",
     "After a backslash JSON allows \" \\ / b f n r t, and u with four hexadecimal digits."},
    {code::lone_surrogate, category::encoding, "this surrogate escape lacks its other half",
     "An escape from \\ud800 to \\udfff that is not part of a pair means no character and cannot "
     "be written as UTF-8. The option `lone_surrogates` can replace it by U+FFFD instead."},
    {code::null_character, category::encoding,
     "U+0000 in a string or name: many databases cannot store it",
     "The escape \\u0000 is valid JSON, but PostgreSQL and other databases reject a text with that "
     "character. A warning at `strict`. The option `null_characters` can accept it, warn at every "
     "level, replace it by U+FFFD or reject the event."},
    {code::depth_exceeded, category::limit, "expected {expected}",
     "Arrays and objects are nested deeper than `limits::max_depth`."},
    {code::document_too_large, category::limit, "expected {expected}",
     "The event's text is longer than `limits::max_document_bytes`."},
    {code::string_too_long, category::limit, "expected {expected}",
     "A string or a member's name is longer than `limits::max_string_bytes`, counted as it is "
     "written in the text."},
    {code::too_many_members, category::limit, "expected {expected}",
     "An array or object that becomes C++ objects has more than `limits::max_members` elements, or "
     "an object has more unknown members than that."},
    {code::integer_overflow, category::limit,
     "expected {expected}, found an integer that does not fit in 64 bits",
     "The value is an integer, as the schema requires, but the C++ type has 64 bits. An error in "
     "`seq`; elsewhere a warning, and the payload is kept untyped."},
    {code::number_overflow, category::limit, "expected {expected}",
     "The number is valid JSON, but greater than the largest double, about 1.8e308: most readers "
     "turn it into infinity. A warning at `strict`; an error with the option "
     "`reject_number_overflow`."},
    {code::type_mismatch, category::schema, "expected {expected}, found {actual}",
     "The value's type is not the one in the schema. 1.0 and 1e2 are not integers."},
    {code::missing_member, category::schema, "the member is missing: expected {expected}",
     "A required member is missing. The path names it."},
    {code::duplicate_member, category::schema, "duplicate member{first}",
     "A member of the schema occurs twice. Either name may have escapes. "
     "Readers disagree about which of the two counts."},
    {code::unknown_member, category::schema, "the member is not in the schema",
     "A warning at `strict`, or an error with the option `reject_unknown_members`: a spelling "
     "mistake, or a newer producer."},
    {code::forbidden_member, category::schema, "the member is not allowed: {expected}",
     "The schema forbids the member, even as null."},
    {code::unknown_type, category::schema, "expected {expected}, found {actual}",
     "The system does not have the event's type. The option `keep_unknown_types` keeps such events "
     "untyped."},
    {code::not_one_of, category::schema, "expected {expected}, found a different {actual}",
     "The value is not one of those that the schema lists."},
    {code::out_of_range, category::schema, "expected {expected}, found a number out of range",
     "The number is below the minimum or above the maximum of the schema."},
    {code::too_short, category::schema, "expected {expected}, found {actual}",
     "The string has fewer bytes or characters than the schema requires."},
    {code::too_long, category::schema, "expected {expected}, found {actual}",
     "The string has more bytes or characters than the schema allows."},
    {code::not_multiple_of, category::schema, "expected {expected}, found a number that is not",
     "The number is not a multiple of the schema's number. Compared exactly, as decimals and not "
     "as doubles."},
    {code::too_few_elements, category::schema, "expected {expected}, found fewer",
     "The array has fewer elements, or the object fewer members, than the schema requires."},
    {code::too_many_elements, category::schema, "expected {expected}, found more",
     "The array has more elements, or the object more members, than the schema allows."},
    {code::repeated_element, category::schema, "expected {expected}, found a duplicate",
     "The elements must differ, but this one equals an earlier one."},
    {code::predicate_failed, category::schema, "expected {expected}, found a different {actual}",
     "The value does not satisfy a predicate of the schema's author. The message has the author's "
     "words."},
    {code::deprecated_member, category::schema, "the member is deprecated: {expected}",
     "A warning: the member is still read. The message names what to send instead."},
    {code::invalid_format, category::schema, "expected {expected}",
     "The string does not have the format that the schema requires. For a date-time the message "
     "gives the reason, and the offset is that of the first wrong character."},
    {code::key_disagrees, category::schema, "expected {expected}",
     "The idempotency key does not consist of the event's session id, a nonce and the event's "
     "sequence number."},
    {code::members_disagree, category::schema, "expected {expected}",
     "Members of the object contradict each other although each is valid, or in a batch the event "
     "contradicts its request."},
    {code::sequence_conflict, category::schema,
     "another event of the session has this sequence number",
     "In a batch: an event with the same sequence number but another idempotency key was accepted "
     "before, so one of the two is wrong."},
    {code::key_conflict, category::schema,
     "another event of the session has this idempotency key but different content",
     "In a batch whose `dedupe_window` compares contents: the event is not a retry of the one that "
     "was accepted with its key. One of the two has the wrong key, or was changed on its way."},
    {code::invalid_value, category::value, "JSON cannot express the value: {expected}",
     "Only when writing: a string is not UTF-8, or a number is not finite."},
};

/// The number of codes.
inline constexpr std::size_t code_count = sizeof code_table / sizeof *code_table;

/// Returns the code's row. Constant time.
constexpr const code_row& row_of(code c) noexcept {
  return code_table[static_cast<std::size_t>(c)];
}

/// Returns the code's category.
constexpr category category_of(code c) noexcept { return row_of(c).category; }

/// Returns the code's stable name: "type_mismatch".
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
