// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/stated.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace assay {
namespace detail {

/// What `field` notes about a member besides rules on its value.
struct stated_note {
  static constexpr rule_subject subject = rule_subject::any;
  static constexpr std::size_t rule_count = 0;
  static constexpr std::size_t text_count = 0;
  enum class what : std::uint8_t {
    not_null,
    enforced_from,
    required_from,
    defaulted,
    deprecated,
    title,
    name
  } set;
  level from = level::reference;
  std::string_view text{};
  const char* fault = nullptr;

  constexpr void add_to(field_collector& out) const {
    member_rules& m = out.member;
    const char* const name = m.id.name.data();
    if (fault != nullptr) cannot_compile(fault, name);
    const unsigned bit = 1u << static_cast<unsigned>(set);
    if ((out.notes & bit) != 0)
      cannot_compile("a member has a rule twice: remove one of them", name);
    out.notes |= bit;
    check_level(from, m.id.name);
    switch (set) {
    case what::not_null: m.not_null_from = from; return;
    case what::enforced_from: m.enforced_from = from; return;
    case what::required_from:
      if (from != never) m.required_from = from;
      return;
    case what::defaulted: m.defaulted = true; return;
    case what::deprecated:
      m.instead = text;
      m.deprecated_from = from;
      return;
    case what::title: m.title = text; return;
    case what::name: m.name = text; return;
    }
  }
};

template <std::size_t N>
struct stated_examples {
  static constexpr rule_subject subject = rule_subject::any;
  static constexpr std::size_t rule_count = 0;
  static constexpr std::size_t text_count = N;
  std::array<std::string_view, N> texts{};
  const char* fault = nullptr;

  constexpr void add_to(field_collector& out) const {
    const char* const name = out.member.id.name.data();
    if (fault != nullptr) cannot_compile(fault, name);
    if (out.member.examples.count != 0)
      cannot_compile("a member has examples twice: merge them into one list", name);
    out.member.examples = {out.text_count, N};
    for (const std::string_view text : texts) out.texts[out.text_count++] = text;
  }
};

} // namespace detail

/// Rejects null for an optional member, which may still be missing. It is enforced from `from` on,
/// but not below the level at which the member's type is enforced. Code: type_mismatch.
consteval auto not_null(level from = level::reference) {
  return detail::stated_note{.set = detail::stated_note::what::not_null, .from = from};
}

/// Enforces the member's type and rules from this level on. Below it, violations are warnings.
/// Default: `published`.
///
/// It applies to members that may be missing, and to members of nested structs. Required members of
/// the event itself are enforced at every level, because there is no place to keep an invalid
/// value. So are its defaulted members, unless the event ignores unknown members.
consteval auto enforced_from(level from) {
  return detail::stated_note{.set = detail::stated_note::what::enforced_from, .from = from};
}

/// Requires an optional member to be present and not null from this level on. Below it, nothing is
/// reported. Code: missing_member.
///
/// Use it for members whose type does not require them. A `std::string` of the event itself is
/// required at every level anyway.
consteval auto required_from(level from) {
  return detail::stated_note{.set = detail::stated_note::what::required_from, .from = from};
}

/// Makes a member optional: if missing, it has the value of the struct's initializer. It is always
/// written.
///
/// It also applies to types without a state for absent, such as `int`.
consteval auto defaulted() {
  return detail::stated_note{.set = detail::stated_note::what::defaulted};
}

/// Warns if the member is present, from the level `from` on. The member is still read. `instead`
/// states what to send. Code: deprecated_member.
consteval auto deprecated(std::string_view instead, level from = level::published) {
  detail::stated_note out{
      .set = detail::stated_note::what::deprecated, .from = from, .text = instead};
  if (instead.empty())
    out.fault = "deprecated needs a text for the message: write what to send instead";
  return out;
}

/// Gives the member a short name for people, for documents and exported schemas.
consteval auto title(std::string_view text) {
  return detail::stated_note{.set = detail::stated_note::what::title, .text = text};
}

/// Gives example values of the member, each as JSON, for documents and exported schemas.
template <class... Json>
consteval auto examples(Json... json) {
  detail::stated_examples<sizeof...(Json)> out;
  if constexpr (sizeof...(Json) == 0)
    out.fault = "examples takes at least 1 value: add one, or remove it";
  else if constexpr (!(std::is_convertible_v<Json, std::string_view> && ...))
    out.fault = "an example is the text of a JSON value: write it in quotes";
  else out.texts = {std::string_view(json)...};
  return out;
}

} // namespace assay
