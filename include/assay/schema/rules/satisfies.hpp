// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/predicates.hpp"
#include "assay/schema/detail/stated.hpp"

#include <string_view>

namespace assay {
namespace detail {

/// Calls the predicate with the value of type V whose JSON text is given; true where the text is of
/// another type, which is a violation of its own. Defined in json/detail/read/values.hpp.
template <class V, auto Predicate>
bool satisfies_predicate(std::string_view json);

/// A rule that is a predicate; `field` makes its function when it knows the member's type.
template <auto Predicate>
struct stated_predicate : stated_rules<rule_subject::any> {
  template <class V>
  static constexpr bool (*function)(std::string_view) = &satisfies_predicate<V, Predicate>;
  /// Whether the predicate can be called with a value of type V, or with its text.
  template <class V>
  static constexpr bool fits = takes_value_or_text<decltype(Predicate), V>();

  /// The same, asked for from this level on.
  consteval stated_predicate from(level l) const { return {stated_rules::from(l)}; }
};

template <class T>
inline constexpr bool is_stated_predicate = false;
template <auto Predicate>
inline constexpr bool is_stated_predicate<stated_predicate<Predicate>> = true;

} // namespace detail

/// The value satisfies the predicate, a function or a lambda without captures. Code:
/// predicate_failed.
///
///   constexpr bool is_slug(std::string_view text);
///   field<&page::slug>("Its place.", satisfies<is_slug>("lower-case words joined by '-'"))
///
/// The predicate is called with the member's value: a std::string_view of a string's characters,
/// any other value as its C++ type; or, where it takes an `assay::json_text`, with the value's
/// text. Not where the member is absent, null or of another type. `words`: what is right, for the
/// message. `pattern`: an ECMA-262 regular expression that says the same of a string, for schemas
/// made from this one.
template <auto Predicate>
consteval auto satisfies(std::string_view words, std::string_view pattern = {}) {
  detail::stated_predicate<Predicate> out;
  if (words.empty())
    out.fault = "satisfies needs the words for what is right: empty ones say nothing";
  out.rules[0].kind = rule_kind::satisfies;
  out.rules[0].limit = bound(); // g++ 12 takes the initialiser's for no constant
  out.rules[0].words = words;
  out.rules[0].pattern = pattern;
  return out;
}

} // namespace assay
