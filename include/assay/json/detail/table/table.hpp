#pragma once

#include "assay/json/detail/table/author_checks.hpp"
#include "assay/json/detail/text/name_set.hpp"
#include "assay/json/detail/text/short_text.hpp"
#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace assay::detail {

class reader;
struct member_schema;

/// The functions that a member needs, made from its type. `object` is the struct that holds it.
using check_function = const char* (*)(reader&, const char* p, const member_schema&,
                                       unsigned depth);
using read_function = const char* (*)(reader&, const char* p, void* object, const member_schema&,
                                      unsigned depth);
using absent_function = void (*)(void* object);

inline constexpr std::size_t cache_line = 64;

/// The place of a member that a struct does not have.
inline constexpr std::uint8_t not_there = 0xFF;

/// One member of a described struct: all that reader, checker and documentation know of it.
///
/// At the beginning of a cache line, so that a key is in one.
struct alignas(cache_line) member_schema {
  quoted_key key;
  std::uint64_t bit{};         ///< its place among the struct's members
  level enforced_from{};       ///< type and rules
  level required_from{};       ///< presence, when it is needed at all
  const member_rules* rules{}; ///< never null once made
  std::string_view type{};     ///< the type's name in messages
  check_function check{};
  read_function read{};
  absent_function make_absent{}; ///< null: it holds a value always, or none ever
  bool optional{};               ///< whether it may be absent
  std::uint8_t index{};          ///< its place among the struct's members
  std::uint8_t guess_slot{};     ///< where the length of its last text is remembered
  level text_rules_from{}; ///< the level from which a text must fulfil more than a least length
  level null_from{};       ///< the level from which null is a misfit; `never` where it is a value
};

/// What a number is called that must be whole.
inline constexpr std::string_view whole_number = "whole number";

/// The rules of a member that has none.
inline constexpr member_rules no_rules{};

/// What elements of type T are held against, for each level that the member which holds them may be
/// enforced from: their own type, and no null that stands for an absent member.
template <class T>
inline constexpr auto element_schemas = [] {
  std::array<member_schema, static_cast<std::size_t>(never) + 1> all{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].enforced_from = all[i].null_from = static_cast<level>(i);
    all[i].rules = &no_rules;
    all[i].type = type_name<T>;
    all[i].index = not_there;
  }
  return all;
}();

/// One of 64 bits for a name that is not empty, so that most names that a struct does not know are
/// told from one mask.
constexpr std::uint64_t name_bit(std::string_view name) noexcept {
  const auto first = static_cast<unsigned char>(name.front()),
             last = static_cast<unsigned char>(name.back());
  return std::uint64_t{1} << ((first * 5u + last * 11u + name.size() * 3u) & 63u);
}

inline constexpr unsigned guess_slots = 128;

/// The place of a member's guessed length among `guess_slots`: where two members share one, both
/// guess wrong. By the name and not by an address, so that no program and no run of it has bad
/// luck.
constexpr std::uint8_t guess_slot(std::string_view name) noexcept {
  unsigned h = 0;
  for (const char c : name) h = h * 31 + static_cast<unsigned char>(c);
  return static_cast<std::uint8_t>(h % guess_slots);
}

/// A rule across members and the place in the table of the member at which it is reported, or
/// `not_there`.
struct placed_rule {
  object_rule rule;
  std::uint8_t reported_at;
};

/// A described struct. `members` is followed by `lookahead` empty entries, whose keys match
/// nothing.
struct object_schema {
  static constexpr unsigned lookahead = 3;
  const member_schema* members;
  unsigned count;
  std::uint64_t required; ///< members without which the struct cannot be filled, and optional ones
                          ///< that are needed from some level on
  std::uint64_t optional;
  std::uint64_t names;                             ///< the `name_bit` of each member
  additional_members* (*additional)(void* object); ///< where the other members are kept
  const placed_rule* across;
  unsigned across_count;
  unsigned collected_count;
  level across_from; ///< the lowest level at which there are rules across members, or something is
                     ///< collected
  std::array<std::uint8_t, max_collected> collected; ///< the places of the members whose texts are
  level closed_from;                                 ///< other members are errors from it on
  bool has_tag;                                      ///< the first of the members is the tag
};

/// Structs have at most this many members, a tag and forbidden ones included.
inline constexpr std::size_t max_member_count = 64;

template <class D>
using is_wire_member = boost::mp11::mp_bool<is_in_text<D>>;

template <class D>
using keeps_members =
    boost::mp11::mp_bool<std::is_same_v<member_type<D::pointer>, additional_members>>;

/// The described members that stand in the text under their own name.
template <class T>
using wire_members = boost::mp11::mp_filter<is_wire_member, members_of<T>>;

/// The member that keeps what the struct does not hold.
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
  return additional_of(const_cast<T&>(object)); // found, and not changed
}

template <class T>
inline constexpr bool keeps_additional =
    boost::mp11::mp_count_if<members_of<T>, keeps_members>::value == 1;

template <class T>
concept tagged_variant = requires {
  typename names_of<T>::type;
};

/// The wire names of a variant's alternatives, from the described enum that lists them;
/// `untyped_payload` comes last, unnamed.
template <tagged_variant Variant>
consteval auto make_alternative_names() {
  using list = boost::describe::describe_enumerators<typename names_of<Variant>::type>;
  constexpr std::size_t n = boost::mp11::mp_size<list>::value;
  static_assert(n + 1 == std::variant_size_v<Variant>,
                "the enum that names a variant's alternatives has one name for each, but for the "
                "untyped_payload at the end");
  static_assert(
      std::is_same_v<std::variant_alternative_t<n, Variant>, untyped_payload>,
      "the last alternative of a variant with names_of is assay::untyped_payload: move it there");
  std::array<std::string_view, n> names{};
  std::size_t i = 0;
  boost::mp11::mp_for_each<list>([&](auto d) { names[i++] = wire_name<decltype(d)>(); });
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < a; ++b)
      if (names[a] == names[b])
        detail::cannot_compile(
            "two enumerators are one name, an underscore at the end aside: rename one");
  return name_set<n>(names);
}

template <tagged_variant Variant>
inline constexpr auto alternative_names = make_alternative_names<Variant>();

/// Whether a member can be of the type T, or of the types that std::optional and optional_or_null
/// make of it.
template <class T>
inline constexpr bool is_wire_type =
    described<T> || tagged_variant<T> ||
    boost::mp11::mp_contains<
        boost::mp11::mp_list<std::string, bool, std::int64_t, std::uint64_t, number, raw_json,
                             raw_object, std::variant<bool, number>>,
        T>::value;
template <described T>
inline constexpr bool is_wire_type<typed_or_raw<T>> = true;
template <class T>
inline constexpr bool is_wire_type<std::vector<T>> =
    is_wire_type<T> && !tagged_variant<T>; // a tag is for one payload
template <>
inline constexpr bool is_wire_type<std::vector<bool>> = false; // its elements have no address
template <class T>
inline constexpr bool is_wire_type<dictionary<T>> = is_wire_type<T> && !tagged_variant<T>;

// Made from a member's type in member_functions.hpp.
template <class T, bool Constrained, bool Nullable>
const char* check_member(reader&, const char*, const member_schema&, unsigned);
template <class T, class D, bool Constrained>
const char* read_member(reader&, const char*, void*, const member_schema&, unsigned);
template <class Variant>
const char* check_tag(reader&, const char*, const member_schema&, unsigned);
template <class Variant>
const char* read_tag(reader&, const char*, void*, const member_schema&, unsigned);
const char* check_forbidden(reader&, const char*, const member_schema&, unsigned);
const char* read_forbidden(reader&, const char*, void*, const member_schema&, unsigned);

template <class M>
[[gnu::noinline]] void make_absent(M& member) {
  member.reset();
}
template <class T, class D>
void make_member_absent(void* object) {
  make_absent(static_cast<T*>(object)->*D::pointer);
}

/// The table of a described struct, the one source of everything that is known of it.
template <class T>
struct object_table {
  static_assert(
      keeps_additional<T>,
      "a wire object loses no member: describe one member of type assay::additional_members");

  static_assert(has_only_members<T>(members_of<T>()),
                "describe every member of a wire object, in the order of the struct: one left out "
                "is neither read nor written");

  static constexpr auto struct_rules = rules_of(static_cast<const T*>(nullptr));
  static_assert(takes_no_other<T>,
                "rules_of is found for a `const my_struct*` only: change its parameter to that");
  static_assert(struct_rules.are_about(class_mark<T>()),
                "the rules are about a member of another struct: name this one's");
  static constexpr bool has_tag = !struct_rules.tag.owner.empty();
  static constexpr level types_from = struct_rules.enforced_from.value_or(level::published);
  static constexpr level presence_from = struct_rules.enforced_from.value_or(level::strict);

  static constexpr std::size_t forbidden_count = [] {
    std::size_t n = 0;
    for (const member_rules& m : struct_rules.members) n += m.forbidden;
    return n;
  }();
  static constexpr std::size_t count =
      has_tag + boost::mp11::mp_size<wire_members<T>>::value + forbidden_count;
  static_assert(
      count <= max_member_count,
      "a described struct has at most 64 members: leave the others to the additional members");

  static consteval quoted_key make_key(std::string_view name) {
    if (name.empty()) detail::cannot_compile("a member's name is empty: give it one");
    if (!is_plain(name))
      detail::cannot_compile("a member's name has no byte that JSON escapes and is UTF-8: leave "
                             "this one to the additional members");
    if (name.size() > quoted_key::max_name_size)
      detail::cannot_compile("a member's name has at most 29 characters: leave a longer one to the "
                             "additional members");
    return quoted_key(name);
  }

  template <class D>
  static consteval member_schema make_member(unsigned index) {
    using type = member_type<D::pointer>;
    using value = value_type_t<type>;
    static_assert(
        is_wire_type<value>,
        "no member can be of this type: take std::string, bool, std::int64_t, std::uint64_t, "
        "assay::number, raw_json, "
        "raw_object, a described struct, typed_or_raw, or a std::vector or dictionary of these");
    constexpr std::string_view name = wire_name<D>();
    constexpr const member_rules& stated = struct_rules.find(name, no_rules);
    constexpr bool constrained = stated.restricts_value();
    constexpr bool optional = is_optional<type> || is_optional_or_null<type>;
    constexpr bool nullable = optional && stated.not_null_from == never && !stated.required_from;
    if (tagged_variant<value> && struct_rules.tagged_member != name)
      detail::cannot_compile(
          "a variant with names_of needs a tag in its struct's rules: add tag<&my_struct::member>");
    for (std::size_t c = 0; c < stated.choice_count; ++c)
      if (!is_utf8(stated.choices[c]) || has_control_characters(stated.choices[c]))
        detail::cannot_compile("a choice of one_of is UTF-8 without control characters: others "
                               "match nothing, or break messages");
    member_schema m;
    m.key = make_key(name);
    m.bit = std::uint64_t{1} << index;
    m.enforced_from = stated.enforced_from.value_or(types_from);
    m.required_from = stated.required_from.value_or(presence_from);
    m.null_from = stated.required_from || !optional ? m.required_from : never;
    if (stated.not_null_from != never)
      m.null_from = std::min(m.null_from, std::max(m.enforced_from, stated.not_null_from));
    m.rules = &stated;
    m.index = static_cast<std::uint8_t>(index);
    m.guess_slot = guess_slot(name);
    m.text_rules_from = stated.choice_count != 0            ? level::reference
                        : stated.format != text_format::any ? stated.format_from
                                                            : never;
    m.type = tagged_variant<value> ? std::string_view("object") : type_name<value>;
    m.check = &check_member<value, constrained, nullable>;
    m.read = &read_member<T, D, constrained>;
    m.optional = optional;
    if constexpr (optional) m.make_absent = &make_member_absent<T, D>;
    return m;
  }

  template <class D>
  static consteval void add_tag(member_schema& m) {
    if (struct_rules.tagged_member != wire_name<D>()) return;
    if constexpr (tagged_variant<member_type<D::pointer>>) {
      m.key = make_key(struct_rules.tag.member);
      m.bit = 1;
      m.index = 0;
      m.enforced_from = m.required_from = level::reference;
      m.rules = &struct_rules.tag;
      m.type = "string";
      m.check = &check_tag<member_type<D::pointer>>;
      m.read = &read_tag<member_type<D::pointer>>;
    }
  }

  template <template <class...> class List, class... D>
  static consteval auto make_members(List<D...>) {
    std::array<member_schema, count + object_schema::lookahead> all{};
    unsigned i = 0;
    if (has_tag) {
      (add_tag<D>(all[i]), ...);
      if (all[i++].type.empty())
        detail::cannot_compile("tag needs a member that is a variant with names_of, and not an "
                               "optional one: change the member");
    }
    ((all[i] = make_member<D>(i), ++i), ...);
    for (const member_rules& r : struct_rules.members)
      if (r.forbidden) {
        member_schema m;
        m.key = make_key(r.member);
        m.bit = std::uint64_t{1} << i;
        m.index = static_cast<std::uint8_t>(i);
        m.enforced_from = types_from;
        m.rules = &r;
        m.optional = true;
        m.check = &check_forbidden;
        m.read = &read_forbidden;
        all[i++] = m;
      }
    return all;
  }

  static constexpr auto members = make_members(wire_members<T>());

  static constexpr std::uint64_t mask(bool (*wanted)(const member_schema&)) {
    std::uint64_t m = 0;
    for (std::size_t i = 0; i < count; ++i)
      if (!members[i].rules->forbidden && wanted(members[i])) m |= members[i].bit;
    return m;
  }

  static constexpr std::uint64_t names = [] {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t bit = name_bit(members[i].key.name());
      for (std::size_t j = 0; (all & bit) != 0 && j < i; ++j)
        if (members[i].key.name() == members[j].key.name())
          detail::cannot_compile("two members have one name, be they described, tag or forbidden: "
                                 "rename or remove one");
      all |= bit;
    }
    return all;
  }();

  /// The place of the struct's member of that name in the table, or `not_there`.
  static constexpr std::uint8_t index_of(std::string_view name) {
    for (std::size_t i = 0; i < count; ++i)
      if (members[i].key.name() == name && !members[i].rules->forbidden) return members[i].index;
    return not_there;
  }

  /// The rules across members, in their order; those for no level are left out.
  static constexpr std::size_t across_count = [] {
    std::size_t n = 0;
    for (std::size_t i = 0; i < struct_rules.across_count; ++i)
      n += struct_rules.across[i].from != never;
    return n;
  }();
  static constexpr auto across = [] {
    std::array<placed_rule, across_count> all{};
    std::size_t n = 0;
    for (std::size_t i = 0; i < struct_rules.across_count; ++i)
      if (const object_rule& r = struct_rules.across[i]; r.from != never)
        all[n++] = {r, index_of(r.reported_at)};
    return all;
  }();
  static constexpr std::size_t collected_count =
      struct_rules.collected.from != never ? struct_rules.collected.count : 0;
  static constexpr auto collected = [] {
    std::array<std::uint8_t, max_collected> all{};
    for (std::size_t i = 0; i < collected_count; ++i)
      all[i] = index_of(struct_rules.collected.names[i]);
    return all;
  }();
  /// Whether an object of this kind has to remember the texts of its members.
  static constexpr bool remembers = across_count + collected_count != 0;
  static constexpr level across_from = [] {
    level lowest = struct_rules.collected.from;
    for (const placed_rule& r : across) lowest = std::min(lowest, r.rule.from);
    return lowest;
  }();

  static constexpr object_schema schema{
      members.data(),
      count,
      mask([](const member_schema& m) { return !m.optional || m.rules->required_from; }),
      mask([](const member_schema& m) { return m.optional; }),
      names,
      [](void* object) { return &additional_of(*static_cast<T*>(object)); },
      across.data(),
      across_count,
      collected_count,
      across_from,
      collected,
      struct_rules.closed_from,
      has_tag};
};

} // namespace assay::detail
