// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/member_rules.hpp"
#include "assay/schema/rules/across.hpp"
#include "assay/schema/rules/names.hpp"
#include "assay/schema/rules/tagged.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>

namespace assay::detail {

// The parts of `rules` that are about the whole struct.

struct stated_enforcement {
  level from;
};
struct stated_closing {
  level from;
};
struct stated_ignoring {};
struct stated_description {
  std::string_view title{}, about{};
};

/// The sizes of the lists in a struct's rules.
struct rule_counts {
  std::size_t fields = 0, rules = 0, texts = 0, names = 0, checks = 0, ids = 0;

  friend constexpr rule_counts operator+(const rule_counts& a, const rule_counts& b) noexcept {
    return {a.fields + b.fields, a.rules + b.rules,   a.texts + b.texts,
            a.names + b.names,   a.checks + b.checks, a.ids + b.ids};
  }
  friend constexpr bool operator==(const rule_counts&, const rule_counts&) = default;
};

/// What a part adds to the sizes.
template <class Part>
inline constexpr rule_counts counts_of{};
template <std::size_t R, std::size_t T>
inline constexpr rule_counts counts_of<field_rules<R, T>>{.fields = 1, .rules = R, .texts = T};
template <>
inline constexpr rule_counts counts_of<stated_name>{.names = 1};
template <class P, auto... M>
inline constexpr rule_counts counts_of<stated_member_check<P, M...>>{.checks = 1,
                                                                     .ids = sizeof...(M)};
template <>
inline constexpr rule_counts counts_of<stated_object_check>{.checks = 1};

/// A rule across members or on the whole object, which has one of the two functions.
struct object_check {
  level from = never;
  assay::code code{};
  std::string_view words{};
  slice ids{}; ///< the members that it uses
  agree_function agree = nullptr;
  find_function find = nullptr;
  bool looks_at_object = false; ///< `find` is used
  std::size_t predicate = 0;    ///< its index among the predicates
};

/// What `rules` states about the whole struct.
struct struct_rules {
  std::optional<case_style> style{};
  std::optional<level> enforced_from{};
  std::optional<level> closed_from{};
  bool ignores_unknown = false;
  stated_description description{};
  stated_collection collected{};
  stated_tag tag{};
};

/// The combined rules of a struct. Slices refer to its lists.
template <rule_counts N, class... Predicates>
struct object_rules : struct_rules {
  static constexpr rule_counts counts = N;

  std::array<member_rules, N.fields> members{};
  std::array<rule, N.rules> rules{};
  std::array<slice, N.rules> choices{};
  std::array<std::string_view, N.texts> texts{};
  std::array<stated_name, N.names> names{};
  std::array<object_check, N.checks> checks{};
  std::array<member_id, N.ids> ids{};
  std::tuple<Predicates...> predicates{};
};

template <rule_counts N>
struct rule_count_constant {
  static constexpr rule_counts value = N;
};
template <class Counts, class... Predicates>
using object_rules_of = object_rules<Counts::value, Predicates...>;

/// Appends the parts of an `object_rules`. It is not a template, so that compilers instantiate it
/// once.
struct rule_collector {
  struct_rules& whole;
  member_rules* members;
  rule* rules;
  slice* choices;
  std::string_view* texts;
  stated_name* names;
  object_check* checks;
  member_id* ids;
  rule_counts n{}; ///< the sizes so far

  constexpr void add_field(const member_rules& field, const rule* field_rules,
                           const slice* field_choices, std::size_t rule_count,
                           const std::string_view* field_texts, std::size_t text_count) {
    for (std::size_t i = 0; i < n.fields; ++i)
      if (!field.id.name.empty() && members[i].id == field.id)
        cannot_compile("rules names a member twice: merge the two fields", field.id.name.data());
    if (!field.name.empty()) check_named_once(field.id);
    member_rules& m = members[n.fields++];
    m = field;
    m.rules = moved(m.rules, n.rules);
    m.examples = moved(m.examples, n.texts);
    for (std::size_t i = 0; i < rule_count; ++i) {
      rules[n.rules] = field_rules[i];
      choices[n.rules++] = moved(field_choices[i], n.texts);
    }
    for (std::size_t i = 0; i < text_count; ++i) texts[n.texts++] = field_texts[i];
  }
  constexpr void add_member_check(const object_check& check, const member_id* of,
                                  std::size_t count) {
    object_check& added = checks[n.checks++];
    added = check;
    added.ids = {static_cast<std::uint16_t>(n.ids), static_cast<std::uint16_t>(count)};
    for (std::size_t i = 0; i < count; ++i) ids[n.ids++] = of[i];
  }
  constexpr void add_object_check(const stated_object_check& c) {
    object_check& added = checks[n.checks++];
    added.from = c.from;
    added.code = c.code;
    added.words = c.words;
    added.find = c.find;
    added.looks_at_object = true;
  }
  constexpr void add_name(const stated_name& name) {
    check_named_once(name.id);
    for (std::size_t i = 0; i < n.fields; ++i)
      if (members[i].id == name.id && !members[i].name.empty()) refuse_second_name(name.id);
    names[n.names++] = name;
  }
  constexpr void check_named_once(const member_id& id) const {
    for (std::size_t i = 0; i < n.names; ++i)
      if (names[i].id == id) refuse_second_name(id);
  }
  static constexpr void refuse_second_name(const member_id& id) {
    cannot_compile("a member has named twice: remove one of them", id.name.data());
  }
  static constexpr slice moved(slice s, std::size_t by) noexcept {
    return {static_cast<std::uint16_t>(s.first + by), s.count};
  }
};

template <std::size_t R, std::size_t T>
constexpr void add(rule_collector& to, const field_rules<R, T>& f) {
  to.add_field(f.member, f.rules.data(), f.choices.data(), R, f.texts.data(), T);
}
template <class P, auto... M>
constexpr void add(rule_collector& to, const stated_member_check<P, M...>& c) {
  object_check check;
  check.from = c.from;
  check.code = c.code;
  check.words = c.words;
  check.agree = c.agree;
  to.add_member_check(check, c.ids.data(), c.ids.size());
}
constexpr void add(rule_collector& to, const stated_object_check& c) { to.add_object_check(c); }
constexpr void add(rule_collector& to, const stated_name& n) { to.add_name(n); }
constexpr void add(rule_collector& to, stated_style s) {
  if (to.whole.style) cannot_compile("rules has names_in twice: remove one of them");
  to.whole.style = s.style;
}
constexpr void add(rule_collector& to, stated_enforcement e) {
  if (to.whole.enforced_from)
    cannot_compile("rules has all_enforced_from twice: remove one of them");
  to.whole.enforced_from = e.from;
}
constexpr void add(rule_collector& to, stated_closing c) {
  if (to.whole.closed_from) cannot_compile("rules has closed_from twice: remove one of them");
  if (to.whole.ignores_unknown)
    cannot_compile(
        "closed_from and ignores_unknown_members contradict each other: remove one of them");
  to.whole.closed_from = c.from;
}
constexpr void add(rule_collector& to, stated_ignoring) {
  if (to.whole.ignores_unknown)
    cannot_compile("rules has ignores_unknown_members twice: remove one of them");
  if (to.whole.closed_from)
    cannot_compile(
        "closed_from and ignores_unknown_members contradict each other: remove one of them");
  to.whole.ignores_unknown = true;
}
constexpr void add(rule_collector& to, const stated_description& d) {
  if (!to.whole.description.about.empty() || !to.whole.description.title.empty())
    cannot_compile("rules has described_as twice: remove one of them");
  to.whole.description = d;
}
constexpr void add(rule_collector& to, const stated_collection& c) {
  if (to.whole.collected.count != 0)
    cannot_compile("rules has collect twice: name all members in one collect",
                   c.ids[0].name.data());
  to.whole.collected = c;
}
constexpr void add(rule_collector& to, const stated_tag& t) {
  if (!to.whole.tag.name.empty())
    cannot_compile("rules has tag twice: an object has one tag, remove the other", t.name.data());
  to.whole.tag = t;
}

template <class T>
inline constexpr bool is_object_rules = false;
template <rule_counts N, class... P>
inline constexpr bool is_object_rules<object_rules<N, P...>> = true;

} // namespace assay::detail
