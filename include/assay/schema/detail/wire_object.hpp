// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/wire_type.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

namespace assay::detail {

/// The rules of a struct, stored once. They are empty if they contain a mistake, so that compilers
/// report only that. `rules` includes the choices of each rule.
template <class T>
struct stated {
  static constexpr auto all = [] {
    if constexpr (has_object_rules<T>) return rules_of(static_cast<const T*>(nullptr));
    else return assay::rules();
  }();

  static constexpr auto rules = [] {
    if constexpr (all.texts.empty()) {
      return std::span<const rule>(all.rules);
    } else {
      std::array<rule, all.rules.size()> out = all.rules;
      for (std::size_t i = 0; i < out.size(); ++i)
        out[i].choices = std::span(all.texts).subspan(all.choices[i].first, all.choices[i].count);
      return out;
    }
  }();

  /// The index of a member's rules, or `none`. (A sanitizing g++ cannot compare addresses in
  /// constants.)
  static constexpr std::size_t none = all.members.size();
  static constexpr std::size_t find(const member_id& id) noexcept {
    std::size_t i = 0;
    while (i != none && !(all.members[i].id == id && all.members[i].forbidden.empty())) ++i;
    return i;
  }
  static constexpr std::string_view name_of(const member_id& id) noexcept {
    for (const stated_name& n : all.names)
      if (n.id == id) return n.name;
    const std::size_t i = find(id);
    return i != none ? all.members[i].name : std::string_view();
  }
};

/// The struct that declares a described member: T or one of its bases. D is the member's
/// descriptor.
template <class D>
using declaring = decltype(class_of(D::pointer));

template <class D>
using is_wire_member = boost::mp11::mp_bool<is_in_text<D>>;

template <class D>
using keeps_members =
    boost::mp11::mp_bool<std::is_same_v<member_type<D::pointer>, additional_members>>;

/// The described members that are in JSON under their names.
template <class T>
using wire_members = boost::mp11::mp_filter<is_wire_member, members_of<T>>;

template <class T>
inline constexpr std::size_t additional_count =
    boost::mp11::mp_count_if<members_of<T>, keeps_members>::value;

/// Whether a struct keeps unknown members.
template <class T>
inline constexpr bool keeps_additional = additional_count<T> == 1;

/// Whether a struct may lack a member for unknown members: it drops them, or rejects them at every
/// level.
template <class T>
inline constexpr bool needs_no_additional =
    stated<T>::all.ignores_unknown || stated<T>::all.closed_from == level::reference;

/// A described struct that is a wire object.
template <class T>
concept wire_object = described<T> &&(keeps_additional<T> || needs_no_additional<T>);

/// The ids of the members in JSON, in order.
template <class T>
inline constexpr auto wire_ids = []<template <class...> class List, class... D>(List<D...>) {
  return std::array<member_id, sizeof...(D)>{id_of_descriptor<D>...};
}(wire_members<T>());

/// Returns whether T or one of its bases declares the member.
template <class T>
constexpr bool has_member(const member_id& id) {
  if (id.owner == class_mark_of<T>) return true;
  for (const member_id& own : wire_ids<T>)
    if (own.owner == id.owner) return true;
  return false;
}

/// Visits T, then all of its bases, each as a std::type_identity.
template <class T, class Visit>
constexpr void for_each_struct(Visit visit) {
  visit(std::type_identity<T>());
  boost::mp11::mp_for_each<bases_of<T>>(
      [&](auto d) { for_each_struct<typename decltype(d)::type>(visit); });
}

/// Returns the first result of `ask(B)` that is not empty, for each B among T and its bases that
/// has the member.
template <class T, class Ask>
constexpr auto first_stated(const member_id& id, Ask ask) {
  decltype(ask(std::type_identity<T>())) found{};
  for_each_struct<T>([&]<class B>(std::type_identity<B> b) {
    if (!found && has_member<B>(id)) found = ask(b);
  });
  return found;
}

/// Returns the style of a member's name; D is its descriptor.
template <class T, class D>
consteval case_style style_of() {
  const auto style = [] {
    if constexpr (std::is_same_v<T, declaring<D>>) return stated<T>::all.style;
    else
      return first_stated<T>(id_of_descriptor<D>,
                             []<class B>(std::type_identity<B>) { return stated<B>::all.style; });
  }();
  return style.value_or(case_style::as_declared);
}

/// Returns the JSON name of a member; D is its descriptor.
template <class T, class D>
consteval std::string_view wire_name() {
  constexpr const member_id& id = id_of_descriptor<D>;
  std::string_view name = stated<T>::name_of(id);
  if constexpr (!std::is_same_v<T, declaring<D>>)
    for_each_struct<T>([&]<class B>(std::type_identity<B>) {
      if (name.empty()) name = stated<B>::name_of(id);
    });
  if (!name.empty()) return name;
  constexpr case_style style = style_of<T, D>();
  if constexpr (style == case_style::as_declared) return without_underscore(D::name);
  else return styled_name<D, style>.view();
}

template <class T>
constexpr void check_owner(const member_id& id) {
  if (!has_member<T>(id))
    cannot_compile("a rule is about a member of another struct: name a member of this struct",
                   id.name.data());
}

/// Checks that all members in the rules belong to T.
template <class T>
consteval bool rules_are_about() {
  constexpr const auto& all = stated<T>::all;
  if (!all.tag.name.empty()) check_owner<T>(all.tag.member);
  for (const member_rules& m : all.members)
    if (m.forbidden.empty()) check_owner<T>(m.id);
  for (const stated_name& n : all.names) check_owner<T>(n.id);
  for (const member_id& id : all.ids) check_owner<T>(id);
  for (std::size_t i = 0; i < all.collected.count; ++i) check_owner<T>(all.collected.ids[i]);
  return true;
}

template <class T>
struct object_description;

/// Whether a struct may have rules across members, including those of its bases.
template <class T>
inline constexpr bool may_have_checks =
    !stated<T>::all.checks.empty() || !boost::mp11::mp_empty<bases_of<T>>::value;

/// The rules across members of T and all of its bases, except those for no level.
template <class T, bool MayHaveOnes = may_have_checks<T>>
struct described_checks {
  static constexpr std::size_t count = 0, id_count = 0;
  static constexpr std::array<check_schema, 0> all{};
};
template <class T>
struct described_checks<T, true> {
  static constexpr std::size_t count = [] {
    std::size_t n = 0;
    for_each_struct<T>([&]<class B>(std::type_identity<B>) {
      for (const object_check& c : stated<B>::all.checks) n += c.from != never;
    });
    return n;
  }();
  static constexpr std::size_t id_count = [] {
    std::size_t n = 0;
    for_each_struct<T>([&]<class B>(std::type_identity<B>) {
      for (const object_check& c : stated<B>::all.checks) n += c.from != never ? c.ids.count : 0;
    });
    return n;
  }();
  /// Returns whether T has all members that a check uses. Other checks are not described.
  template <class B>
  static constexpr bool is_described(const object_check& c) {
    for (std::size_t i = 0; i < c.ids.count; ++i)
      if (object_description<T>::index_of(stated<B>::all.ids[c.ids.first + i]) ==
          object_description<T>::count)
        return false;
    return c.from != never;
  }
  static constexpr std::size_t described_count = [] {
    std::size_t n = 0;
    for_each_struct<T>([&]<class B>(std::type_identity<B>) {
      for (const object_check& c : stated<B>::all.checks) n += is_described<B>(c);
    });
    return n;
  }();
  /// The names of the members that described checks use, one check after another.
  static constexpr auto names = [] {
    using description = object_description<T>;
    std::array<std::string_view, id_count> out{};
    [[maybe_unused]] std::size_t n = 0;
    for_each_struct<T>([&]<class B>(std::type_identity<B>) {
      for (const object_check& c : stated<B>::all.checks)
        if (is_described<B>(c))
          for (std::size_t i = 0; i < c.ids.count; ++i)
            out[n++] =
                description::members[description::index_of(stated<B>::all.ids[c.ids.first + i])]
                    .name;
    });
    return out;
  }();
  static constexpr auto all = [] {
    std::array<check_schema, described_count> out{};
    [[maybe_unused]] std::size_t n = 0, ids = 0;
    for_each_struct<T>([&]<class B>(std::type_identity<B>) {
      for (const object_check& c : stated<B>::all.checks)
        if (is_described<B>(c)) {
          out[n++] = {c.from, c.code, c.words, std::span(names).subspan(ids, c.ids.count)};
          ids += c.ids.count;
        }
    });
    return out;
  }();
};

/// Appends a new T as JSON. Returns whether that is possible. Defined in
/// json/detail/write/write_new.hpp.
template <class T>
bool write_new(text_buffer& to);

/// The schema of a wire object, made from its members' types and its rules.
template <class T>
struct object_description {
  static_assert(rules_are_about<T>());

  static constexpr const auto& all = stated<T>::all;
  static constexpr bool has_tag = !all.tag.name.empty();
  static constexpr std::size_t described_count = boost::mp11::mp_size<wire_members<T>>::value;
  static constexpr std::size_t forbidden_count = [] {
    std::size_t n = 0;
    for_each_struct<T>([&]<class B>(std::type_identity<B>) {
      for (const member_rules& m : stated<B>::all.members) n += !m.forbidden.empty();
    });
    return n;
  }();
  static constexpr std::size_t count = has_tag + described_count + forbidden_count;
  static constexpr level types_from = all.enforced_from.value_or(level::published);

  /// Applies the rules that the struct S states for a member. Returns whether there are any.
  template <class S>
  static constexpr bool set_rules(member_schema& out, const member_id& id) {
    const std::size_t place = stated<S>::find(id);
    if (place == stated<S>::none) return false;
    const member_rules& m = stated<S>::all.members[place];
    out.about = m.about;
    out.title = m.title;
    out.defaulted = m.defaulted;
    out.not_null_from = m.not_null_from;
    out.deprecated_from = m.deprecated_from;
    out.deprecated = m.instead;
    if (m.enforced_from) out.enforced_from = *m.enforced_from;
    if (m.required_from) out.required_from = *m.required_from;
    else if (m.defaulted) out.required_from = never;
    out.rules = std::span<const rule>(stated<S>::rules).subspan(m.rules.first, m.rules.count);
    out.examples = std::span<const std::string_view>(stated<S>::all.texts)
                       .subspan(m.examples.first, m.examples.count);
    return true;
  }

  template <class D>
  static consteval member_schema make_member() {
    using type = member_type<D::pointer>;
    constexpr bool is_inherited = !std::is_same_v<T, declaring<D>>;
    auto whole = all.enforced_from;
    if constexpr (is_inherited)
      whole = first_stated<T>(id_of_descriptor<D>, []<class B>(std::type_identity<B>) {
        return stated<B>::all.enforced_from;
      });
    member_schema out;
    out.name = wire_name<T, D>();
    out.type = &type_schema_of<value_type_t<type>>;
    out.optional = may_be_absent<type>;
    out.nullable = is_optional_or_null<type>;
    out.enforced_from = whole.value_or(level::published);
    out.required_from = out.optional ? never : whole.value_or(level::strict);
    if constexpr (is_inherited) {
      bool is_stated = false;
      for_each_struct<T>([&]<class B>(std::type_identity<B>) {
        is_stated = is_stated || set_rules<B>(out, id_of_descriptor<D>);
      });
    } else {
      set_rules<T>(out, id_of_descriptor<D>);
    }
    return out;
  }

  static constexpr type_schema tag_type = [] {
    type_schema out{.kind = type_kind::enumeration, .name = "string"};
    boost::mp11::mp_for_each<wire_members<T>>([&](auto d) {
      if constexpr (tagged_variant<member_type<d.pointer>>)
        if (id_of_descriptor<decltype(d)> == all.tag.member)
          out.names = union_rules_of<member_type<d.pointer>>.names;
    });
    return out;
  }();

  static constexpr std::array<member_schema, count> members =
      []<template <class...> class List, class... D>(List<D...>) {
        std::array<member_schema, count> out{};
        [[maybe_unused]] std::size_t i = 0;
        if constexpr (has_tag) {
          out[i].name = all.tag.name;
          out[i].about = all.tag.about;
          out[i].type = &tag_type;
          out[i].enforced_from = level::reference;
          out[i++].required_from = level::reference;
        }
        ((out[i++] = make_member<D>()), ...);
        for_each_struct<T>([&]<class B>(std::type_identity<B>) {
          for (const member_rules& m : stated<B>::all.members)
            if (!m.forbidden.empty()) {
              out[i].name = m.forbidden;
              out[i].forbidden = true;
              out[i].about = m.about;
              out[i++].enforced_from =
                  all.enforced_from.value_or(stated<B>::all.enforced_from.value_or(types_from));
            }
        });
        return out;
      }(wire_members<T>());

  /// Returns the index of a described member, or `count`.
  static constexpr std::size_t index_of(const member_id& id) {
    std::size_t i = 0;
    while (i != described_count && wire_ids<T>[i] != id) ++i;
    return i != described_count ? i + has_tag : count;
  }

  /// The members that T collects. If there are none, those that a base collects.
  static constexpr stated_collection collection = [] {
    stated_collection out;
    for_each_struct<T>([&]<class B>(std::type_identity<B>) {
      if (out.count == 0) out = stated<B>::all.collected;
    });
    return out;
  }();

  static constexpr bool (*writer_of_new)(text_buffer&) = [] {
    bool (*out)(text_buffer&) = nullptr;
    if constexpr (std::any_of(members.begin(), members.end(),
                              [](const member_schema& m) { return m.defaulted; }))
      out = &write_new<T>;
    return out;
  }();

  static constexpr object_schema schema{
      .name = {struct_name<T>.data(), struct_name<T>.size()},
      .title = all.description.title,
      .about = all.description.about,
      .members = members,
      .tag = all.tag.name,
      .tagged = has_tag ? members[index_of(all.tag.member) % count].name : std::string_view(),
      .checks = described_checks<T>::all,
      .unknown = keeps_additional<T>   ? unknown_members::kept
                 : all.ignores_unknown ? unknown_members::ignored
                                       : unknown_members::rejected,
      .closed_from = all.closed_from.value_or(never),
      .write_new = writer_of_new};
};

template <class T>
const object_schema& schema_function() {
  return object_description<T>::schema;
}

} // namespace assay::detail
