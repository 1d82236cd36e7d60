// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/stated.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace assay {
namespace detail {

/// What `field` notes of a member besides rules on its value.
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
      cannot_compile("a member has a rule twice: remove one of the two", name);
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
      cannot_compile("a member has examples twice: put them into one list", name);
    out.member.examples = {out.text_count, N};
    for (const std::string_view text : texts) out.texts[out.text_count++] = text;
  }
};

} // namespace detail

/// An optional member may be absent, but not null: from the level on at which its type is enforced,
/// or from `from` on, if that is higher. Code: type_mismatch.
consteval auto not_null(level from = level::reference) {
  return detail::stated_note{.set = detail::stated_note::what::not_null, .from = from};
}

/// The member's type and rules are enforced from this level on; below it a misfit is a warning.
/// Default: `published`.
///
/// For members that may be absent, and those of structs inside the event. The event's own required
/// members are enforced at every level: were a misfit accepted, there would be no place to keep it.
/// So are its defaulted ones, unless the event drops what it does not keep.
consteval auto enforced_from(level from) {
  return detail::stated_note{.set = detail::stated_note::what::enforced_from, .from = from};
}

/// An optional member must be present from this level on, and not as null; below it nothing is said
/// of its absence. Code: missing_member.
///
/// For a member whose own type does not require it: the event's `std::string` must be present at
/// every level, this one not.
consteval auto required_from(level from) {
  return detail::stated_note{.set = detail::stated_note::what::required_from, .from = from};
}

/// The member may be absent, and has then the value that the struct's initialiser gives it. It is
/// written always. For members of types that have no state for absent, too.
consteval auto defaulted() {
  return detail::stated_note{.set = detail::stated_note::what::defaulted};
}

/// The member is still read, with a warning from the level `from` on. `instead` says what to send.
/// Code: deprecated_member.
consteval auto deprecated(std::string_view instead, level from = level::published) {
  detail::stated_note out{
      .set = detail::stated_note::what::deprecated, .from = from, .text = instead};
  if (instead.empty())
    out.fault = "deprecated needs the words for what to send instead: empty ones say nothing";
  return out;
}

/// A short name of the member for people, for documents made from the schema.
consteval auto title(std::string_view text) {
  return detail::stated_note{.set = detail::stated_note::what::title, .text = text};
}

/// Values that the member may have, each as JSON, for documents made from the schema.
template <class... Json>
consteval auto examples(Json... json) {
  detail::stated_examples<sizeof...(Json)> out;
  if constexpr (sizeof...(Json) == 0)
    out.fault = "examples takes at least 1 value: name one, or remove it";
  else if constexpr (!(std::is_convertible_v<Json, std::string_view> && ...))
    out.fault = "an example is the text of a JSON value: put it between quotes";
  else out.texts = {std::string_view(json)...};
  return out;
}

} // namespace assay
