// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/predicates.hpp"
#include "assay/schema/detail/stated.hpp"

#include <string_view>

namespace assay {
namespace detail {

/// Calls the predicate with the value of type V that the JSON text holds. Returns true for values
/// of the wrong type; they are reported separately. Defined in json/detail/read/values.hpp.
template <class V, auto Predicate>
bool satisfies_predicate(std::string_view json);

/// A rule with a predicate. `field` makes its function when it knows the member's type.
template <auto Predicate>
struct stated_predicate : stated_rules<rule_subject::any> {
  template <class V>
  static constexpr bool (*function)(std::string_view) = &satisfies_predicate<V, Predicate>;
  /// Whether the predicate takes a value of type V, or its text.
  template <class V>
  static constexpr bool fits = takes_value_or_text<decltype(Predicate), V>();

  /// Returns a copy that is enforced from this level on.
  consteval stated_predicate from(level l) const { return {stated_rules::from(l)}; }
};

template <class T>
inline constexpr bool is_stated_predicate = false;
template <auto Predicate>
inline constexpr bool is_stated_predicate<stated_predicate<Predicate>> = true;

} // namespace detail

/// Requires a value that satisfies the predicate, which is a function or a lambda without captures.
/// Code: predicate_failed.
///
///     constexpr bool is_slug(std::string_view text);
///     field<&page::slug>("Its place.", satisfies<is_slug>("lower-case words joined by '-'"))
///
/// The predicate takes the member's value: a string as a `std::string_view` of its characters, any
/// other value as its C++ type. It can take an `assay::json_text` instead, which is the value's
/// text. It is not called if the member is missing, null or of another type.
///
/// `words` describes a valid value, for the message. `pattern` is an equivalent ECMA-262 regular
/// expression for strings, for exported schemas.
template <auto Predicate>
consteval auto satisfies(std::string_view words, std::string_view pattern = {}) {
  detail::stated_predicate<Predicate> out;
  if (words.empty())
    out.fault = "satisfies needs a text for the message: write what a valid value is";
  out.rules[0].kind = rule_kind::satisfies;
  out.rules[0].limit = bound(); // g++ 12 does not accept the initializer as a constant
  out.rules[0].words = words;
  out.rules[0].pattern = pattern;
  return out;
}

} // namespace assay
