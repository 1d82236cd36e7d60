// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/table/soundness.hpp"
#include "assay/json/detail/table/entry.hpp"
#include "assay/json/detail/text/name_set.hpp"
#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace assay::detail {

/// Returns the member that keeps what the struct does not hold.
template <class T>
additional_members& additional_of(T& object) {
  additional_members* found = nullptr;
  boost::mp11::mp_for_each<members_of<T>>([&](auto d) {
    if constexpr (std::is_same_v<member_type<d.pointer>, additional_members>)
      found = &(object.*d.pointer);
  });
  return *found;
}
template <class T>
const additional_members& additional_of(const T& object) {
  return additional_of(const_cast<T&>(object)); // only searches, does not change
}

/// The names of a tagged variant's alternatives, as a hash table.
template <tagged_variant V>
inline constexpr auto alternative_names = [] {
  constexpr const auto& stated = union_rules_of<V>;
  constexpr std::size_t n = stated.names.size();
  return name_set<n>(stated.names);
}();

/// The meaning of null in a member: the same as a missing member, subject to the rules for missing
/// members, or a value that depends on the type.
enum class null_is : std::uint8_t { absence, checked, a_value };

/// Whether null is a value of the type.
template <class V>
inline constexpr bool holds_null = (json_kinds<V>() & kind_bit(kind::null)) != 0;

// Made from a member's type in read/member_functions.hpp.
template <class T, bool Constrained, null_is Null>
const char* check_member(reader&, const char*, const member_entry&, unsigned);
template <class T, class D, bool Constrained>
const char* read_member(reader&, const char*, void*, const member_entry&, unsigned);
template <class Variant>
const char* check_tag(reader&, const char*, const member_entry&, unsigned);
template <class Variant>
const char* read_tag(reader&, const char*, void*, const member_entry&, unsigned);
const char* check_known_tag(reader&, const char*, const member_entry&, unsigned);
const char* read_known_tag(reader&, const char*, void*, const member_entry&, unsigned);
const char* check_forbidden(reader&, const char*, const member_entry&, unsigned);
const char* read_forbidden(reader&, const char*, void*, const member_entry&, unsigned);
template <check_function Check>
const char* check_deprecated(reader&, const char*, const member_entry&, unsigned);
template <read_function Read>
const char* read_deprecated(reader&, const char*, void*, const member_entry&, unsigned);

/// Returns whether a member that may be absent is present.
template <class M>
bool is_there(const M& member) noexcept {
  if constexpr (is_optional_or_null<M>) return !member.is_absent();
  else return static_cast<bool>(member);
}
template <class M>
ASSAY_NOINLINE void make_absent(M& member) {
  member.reset();
}
/// Sets a member to the value of its default initializer.
template <class T, class D>
ASSAY_NOINLINE void make_default(T& object) {
  object.*D::pointer = std::move(T{}.*D::pointer);
}

template <class Union>
inline constexpr type_schema tag_inside_type{
    .kind = type_kind::enumeration, .name = "string", .names = union_rules_of<Union>.names};

/// The schema of the tag that the alternatives of a union hold.
template <class Union>
inline constexpr member_schema tag_inside = [] {
  member_schema m;
  m.name = union_rules_of<Union>.tag;
  m.about = union_rules_of<Union>.about;
  m.type = &tag_inside_type<Union>;
  m.enforced_from = m.required_from = level::reference;
  return m;
}();
template <>
inline constexpr member_schema tag_inside<void>{};

/// Returns a member's key. Empty if the name is too long for a key.
consteval quoted_key make_key(std::string_view name) {
  return name.size() > quoted_key::max_name_size ? quoted_key() : quoted_key(name);
}

/// The rules across members of a table's struct as the reader calls them, and the indexes at which
/// the members of the struct and of its bases begin.
template <class Table, bool MayHaveOnes = may_have_checks<typename Table::object>>
struct placed_checks {
  static constexpr std::array<placed_check, 0> all{};
  static constexpr std::array<placed_struct, 0> structs{};
};
template <class Table>
struct placed_checks<Table, true> {
  using object = typename Table::object;

  /// The indexes of the members that rules are about, rule after rule.
  static constexpr auto members = [] {
    std::array<std::uint16_t, described_checks<object>::id_count> out{};
    [[maybe_unused]] std::size_t n = 0;
    for_each_struct<object>([&]<class B>(std::type_identity<B>) {
      for (const object_check& c : stated<B>::all.checks)
        if (c.from != never)
          for (std::size_t i = 0; i < c.ids.count; ++i)
            out[n++] = Table::index_of(stated<B>::all.ids[c.ids.first + i]);
    });
    return out;
  }();
  template <class B>
  static constexpr auto predicates = []<class... P>(const std::tuple<P...>& all) {
    return std::apply(
        [](const auto&... p) {
          return std::array<const void*, sizeof...(p) + 1>{static_cast<const void*>(&p)...};
        },
        all);
  }(stated<B>::all.predicates);
  static constexpr auto all = [] {
    std::array<placed_check, described_checks<object>::count> out{};
    [[maybe_unused]] std::size_t n = 0, ids = 0;
    for_each_struct<object>([&]<class B>(std::type_identity<B>) {
      for (const object_check& c : stated<B>::all.checks)
        if (c.from != never) {
          placed_check& placed = out[n++];
          placed.from = c.from;
          placed.what = c.code;
          placed.words = c.words;
          placed.agree = c.agree;
          placed.find = c.find;
          if (!c.looks_at_object) placed.predicate = predicates<B>[c.predicate];
          placed.members = members.data() + ids;
          placed.count = c.ids.count;
          ids += c.ids.count;
        }
    });
    return out;
  }();

  static constexpr std::size_t struct_count = [] {
    std::size_t n = 0;
    for_each_struct<object>([&](auto) { ++n; });
    return n;
  }();
  /// The struct and its bases, each with the index of its first member. Bases come first.
  static constexpr auto structs = [] {
    std::array<placed_struct, struct_count> out{};
    std::size_t n = 0;
    for_each_struct<object>([&]<class B>(std::type_identity<B>) {
      placed_struct& placed = out[n++];
      placed.mark = class_mark_of<B>;
      placed.first = Table::first_described;
      bool found = false;
      for (const member_id& id : wire_ids<object>) {
        found = found || has_member<B>(id);
        placed.first += !found;
      }
    });
    return out;
  }();
};

/// The table of a type that has a mistake. Its members are chosen so that the compiler reports
/// nothing more.
template <class T, class Union = void>
struct object_table {
  static constexpr bool has_tag = true;
  static constexpr level full_from = never;
  static constexpr object_layout layout{};
  static constexpr std::uint16_t index_of(const member_id&) { return not_there; }
};

/// The table of a described struct, made from its description. `Union` is the union whose tag the
/// struct holds as one of its alternatives; otherwise void.
template <class T, class Union>
requires(is_sound<T>&& has_room_for_tag<T, Union>) struct object_table<T, Union> {
  using object = T;
  using description = object_description<T>;
  static constexpr bool has_inner_tag = !std::is_void_v<Union>;
  static constexpr bool has_tag = description::has_tag;
  static constexpr std::size_t count = description::count + has_inner_tag;
  static constexpr std::uint16_t first_described = has_tag + has_inner_tag;
  static_assert(count < not_there, "a described struct can have at most 65,534 members");

  template <class D, std::size_t I>
  static consteval member_entry make_entry() {
    using type = member_type<D::pointer>;
    using value = value_type_t<type>;
    constexpr const member_schema& stated = description::members[I];
    constexpr bool constrained = !stated.rules.empty();
    constexpr bool has_state_for_absent = may_be_absent<type>;
    constexpr bool is_free_to_be_absent =
        stated.not_null_from == never && stated.required_from == never;
    constexpr null_is null = !has_state_for_absent  ? null_is::a_value
                             : is_free_to_be_absent ? null_is::absence
                             : holds_null<value>    ? null_is::checked
                                                    : null_is::a_value;
    member_entry m;
    m.schema = &stated;
    m.enforced_from = stated.enforced_from;
    m.null_from =
        has_state_for_absent || !stated.defaulted ? stated.required_from : stated.enforced_from;
    if (stated.not_null_from != never)
      m.null_from = std::min(m.null_from, std::max(m.enforced_from, stated.not_null_from));
    m.optional = has_state_for_absent || stated.defaulted;
    set_text_rules(m);
    if constexpr (integer<value>) set_range<value>(m);
    m.guess_slot = guess_slot(stated.name);
    constexpr check_function check = &check_member<value, constrained, null>;
    constexpr read_function read = &read_member<T, D, constrained>;
    if constexpr (stated.deprecated_from != never) {
      m.check = &check_deprecated<check>;
      m.read = &read_deprecated<read>;
    } else {
      m.check = check;
      m.read = read;
    }
    return m;
  }

  template <class D>
  static consteval void add_tag(member_entry& m) {
    if (description::all.tag.member != id_of_descriptor<D>) return;
    if constexpr (is_tagged_beside<member_type<D::pointer>>) {
      m.schema = &description::members[0];
      m.enforced_from = m.null_from = level::reference;
      m.check = &check_tag<member_type<D::pointer>>;
      m.read = &read_tag<member_type<D::pointer>>;
    }
  }

  template <template <class...> class List, class... D, std::size_t... I>
  static consteval auto make_members(List<D...>, std::index_sequence<I...>) {
    std::array<member_entry, count + object_layout::lookahead> all{};
    [[maybe_unused]] std::size_t i = 0;
    if constexpr (has_inner_tag) {
      all[i].schema = &tag_inside<Union>;
      all[i].enforced_from = all[i].null_from = level::reference;
      all[i].check = &check_known_tag;
      all[i++].read = &read_known_tag;
    }
    if constexpr (has_tag) {
      (add_tag<D>(all[i]), ...);
      ++i;
    }
    ((all[i++] = make_entry<D, has_tag + I>()), ...);
    for (const member_schema& forbidden : description::members)
      if (forbidden.forbidden) {
        all[i].schema = &forbidden;
        all[i].enforced_from = forbidden.enforced_from;
        all[i].optional = true;
        all[i].check = &check_forbidden;
        all[i++].read = &read_forbidden;
      }
    for (std::size_t n = 0; n < count; ++n) {
      all[n].key = make_key(all[n].schema->name);
      all[n].index = static_cast<std::uint16_t>(n);
      all[n].bit = n < 64 ? std::uint64_t{1} << n : 0;
      // A defaulted member is always written, so a misfit cannot also be among the additional
      // members. If the struct has none, a misfit has no place either, unless the struct drops
      // unknown members.
      constexpr bool has_no_place = !keeps_additional<T> && !description::all.ignores_unknown;
      all[n].must_fit =
          !all[n].optional || has_no_place || (all[n].schema->defaulted && keeps_additional<T>);
    }
    return all;
  }

  static constexpr auto members = make_members(
      wire_members<T>(), std::make_index_sequence<boost::mp11::mp_size<wire_members<T>>::value>());

  /// Resets the member D, the I-th described one, if it is absent.
  template <class D, std::size_t I>
  static void finish_member([[maybe_unused]] T& object, [[maybe_unused]] unsigned block,
                            [[maybe_unused]] std::uint64_t absent) {
    constexpr std::size_t place = first_described + I;
    if constexpr (count > 64)
      if (block != place / 64) return;
    [[maybe_unused]] const bool is_absent = absent >> place % 64 & 1;
    if constexpr (description::members[has_tag + I].defaulted) {
      if (is_absent) make_default<T, D>(object);
    } else if constexpr (may_be_absent<member_type<D::pointer>>) {
      auto& member = object.*D::pointer;
      if (is_absent & is_there(member)) [[unlikely]] // left from another event
        make_absent(member);
    }
  }
  template <template <class...> class List, class... D, std::size_t... I>
  static void finish_members([[maybe_unused]] T& object, [[maybe_unused]] unsigned block,
                             [[maybe_unused]] std::uint64_t absent, List<D...>,
                             std::index_sequence<I...>) {
    (finish_member<D, I>(object, block, absent), ...);
  }
  static void finish(void* object, unsigned block, std::uint64_t absent, std::size_t kept) {
    T& self = *static_cast<T*>(object);
    finish_members(self, block, absent, wire_members<T>(),
                   std::make_index_sequence<boost::mp11::mp_size<wire_members<T>>::value>());
    if constexpr (keeps_additional<T>)
      if (auto& list = additional_of(self).list; kept < list.size()) [[unlikely]]
        list.resize(kept);
  }

  static constexpr std::uint64_t mask(bool (*wanted)(const member_entry&)) {
    std::uint64_t m = 0;
    for (std::size_t i = 0; i < count; ++i)
      if (!members[i].schema->forbidden && wanted(members[i])) m |= members[i].bit;
    return m;
  }

  static constexpr std::uint64_t names = [] {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view name = members[i].schema->name;
      all |= name_bit(name);
    }
    return all;
  }();

  /// Returns the index of a described member in the table, or `not_there`.
  static constexpr std::uint16_t index_of(const member_id& id) {
    const std::size_t found = description::index_of(id);
    return found == description::count ? not_there
                                       : static_cast<std::uint16_t>(found + has_inner_tag);
  }

  using checks = placed_checks<object_table>;

  static constexpr const stated_collection& collection = description::collection;
  static constexpr std::size_t collected_count = collection.from != never ? collection.count : 0;
  static constexpr auto collected = [] {
    std::array<std::uint16_t, max_collected> all{};
    for (std::size_t i = 0; i < collected_count; ++i) all[i] = index_of(collection.ids[i]);
    return all;
  }();
  static constexpr level checked_from = [] {
    level lowest = collected_count != 0 ? collection.from : never;
    for (const placed_check& c : checks::all) lowest = std::min(lowest, c.from);
    return lowest;
  }();
  static constexpr level full_from = has_tag || count > 64 ? level::reference : checked_from;

  static constexpr additional_members* (*additional)(void*) = [] {
    using function = additional_members* (*)(void*);
    if constexpr (keeps_additional<T>)
      return function([](void* object) { return &additional_of(*static_cast<T*>(object)); });
    else return function(nullptr);
  }();

  static constexpr object_layout layout{
      members.data(),
      count,
      mask([](const member_entry& m) { return !m.optional || m.schema->required_from != never; }),
      mask([](const member_entry& m) { return m.optional; }),
      names,
      additional,
      &finish,
      checks::all.data(),
      checks::all.size(),
      checks::structs,
      collected_count,
      checked_from,
      full_from,
      collected,
      description::schema.closed_from,
      description::schema.tag};
};

} // namespace assay::detail
