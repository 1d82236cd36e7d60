// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/stated.hpp"

#include <string_view>
#include <type_traits>

namespace assay {

// Rules on strings, for members of type std::string:
//
//   field<&tool::name>("Its name.", min_length(1), max_characters(64))
//   field<&message::role>("Who speaks.", one_of("user", "assistant").from(level::strict))

/// The string has at least `bytes` bytes of UTF-8, an escape counted as the character that it
/// means. Code: too_short.
template <class Size>
consteval auto min_length(Size bytes) {
  return detail::state_size<detail::rule_subject::text>(rule_kind::min_length, bytes);
}

/// The string has at most `bytes` bytes of UTF-8, counted likewise. Code: too_long.
template <class Size>
consteval auto max_length(Size bytes) {
  return detail::state_size<detail::rule_subject::text>(rule_kind::max_length, bytes);
}

/// The string has at least so many characters (Unicode code points, as JSON Schema counts). Code:
/// too_short.
template <class Size>
consteval auto min_characters(Size characters) {
  return detail::state_size<detail::rule_subject::text>(rule_kind::min_characters, characters);
}

/// The string has at most so many characters. Code: too_long.
template <class Size>
consteval auto max_characters(Size characters) {
  return detail::state_size<detail::rule_subject::text>(rule_kind::max_characters, characters);
}

namespace detail {

/// Whether all types are texts. A list and no fold, of which clang takes 256 parts only.
template <class... T>
inline constexpr bool are_texts = [] {
  const bool all[] = {true, std::is_convertible_v<T, std::string_view>...};
  for (const bool is_text : all)
    if (!is_text) return false;
  return true;
}();

} // namespace detail

/// The string is one of the choices. Code: not_one_of.
template <class... Choice>
consteval auto one_of(Choice... choices) {
  detail::stated_rules<detail::rule_subject::text, 1, sizeof...(Choice)> out;
  out.rules[0].kind = rule_kind::one_of;
  if constexpr (sizeof...(Choice) == 0)
    out.fault = "one_of takes at least 1 choice: name one, or remove the rule";
  else if constexpr (!detail::are_texts<Choice...>)
    out.fault = "a choice of one_of is a text: put it between quotes";
  else out.texts = {std::string_view(choices)...};
  return out;
}

/// The string is this one: the only choice. Code: not_one_of.
consteval auto constant(std::string_view text) { return one_of(text); }

/// The string has the format. Code: invalid_format; of a date-time the message tells what is wrong
/// with it, and the offset is that of the character at fault.
consteval auto format(text_format f, level from = level::published) {
  auto out = detail::state<detail::rule_subject::text>(rule_kind::format);
  out.rules[0].format = f;
  // What is used of the table of formats is copied, so that the others need not be compiled.
  out.rules[0].words = row_of(f).words;
  out.rules[0].pattern = row_of(f).pattern;
  out.rules[0].accepts = row_of(f).accepts;
  return out.from(from);
}

} // namespace assay
