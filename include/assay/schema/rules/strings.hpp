// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/stated.hpp"

#include <string_view>
#include <type_traits>

namespace assay {

/// @file
///
/// Rules on strings, for members of type std::string:
///
///     field<&tool::name>("Its name.", min_length(1), max_characters(64))
///     field<&message::role>("Who speaks.", one_of("user", "assistant").from(level::strict))

/// Requires at least `bytes` bytes of UTF-8, counted after escapes are decoded. Code: too_short.
template <class Size>
consteval auto min_length(Size bytes) {
  return detail::state_size<detail::rule_subject::text>(rule_kind::min_length, bytes);
}

/// Requires at most `bytes` bytes of UTF-8, counted after escapes are decoded. Code: too_long.
template <class Size>
consteval auto max_length(Size bytes) {
  return detail::state_size<detail::rule_subject::text>(rule_kind::max_length, bytes);
}

/// Requires at least this number of characters: Unicode code points, as JSON Schema counts. Code:
/// too_short.
template <class Size>
consteval auto min_characters(Size characters) {
  return detail::state_size<detail::rule_subject::text>(rule_kind::min_characters, characters);
}

/// Requires at most this number of characters: Unicode code points, as JSON Schema counts. Code:
/// too_long.
template <class Size>
consteval auto max_characters(Size characters) {
  return detail::state_size<detail::rule_subject::text>(rule_kind::max_characters, characters);
}

namespace detail {

/// Whether all types are texts. It is a list because clang limits fold expressions to 256 parts.
template <class... T>
inline constexpr bool are_texts = [] {
  const bool all[] = {true, std::is_convertible_v<T, std::string_view>...};
  for (const bool is_text : all)
    if (!is_text) return false;
  return true;
}();

} // namespace detail

/// Requires one of the choices. Code: not_one_of.
template <class... Choice>
consteval auto one_of(Choice... choices) {
  detail::stated_rules<detail::rule_subject::text, 1, sizeof...(Choice)> out;
  out.rules[0].kind = rule_kind::one_of;
  if constexpr (sizeof...(Choice) == 0)
    out.fault = "one_of takes at least 1 choice: add one, or remove the rule";
  else if constexpr (!detail::are_texts<Choice...>)
    out.fault = "a choice of one_of is a text: write it in quotes";
  else out.texts = {std::string_view(choices)...};
  return out;
}

/// Requires exactly this string. Code: not_one_of.
consteval auto constant(std::string_view text) { return one_of(text); }

/// Requires a format from the level `from` on. Code: invalid_format. For a date-time, the message
/// states what is wrong, and the offset is that of the wrong character.
consteval auto format(text_format f, level from = level::published) {
  auto out = detail::state<detail::rule_subject::text>(rule_kind::format);
  out.rules[0].format = f;
  // Copying these three keeps programs from compiling the other rows of the table.
  out.rules[0].words = row_of(f).words;
  out.rules[0].pattern = row_of(f).pattern;
  out.rules[0].accepts = row_of(f).accepts;
  return out.from(from);
}

} // namespace assay
