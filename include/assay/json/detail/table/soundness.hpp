// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/table/type_faults.hpp"
#include "assay/json/detail/text/name_bit.hpp"
#include "assay/schema/detail/wire_object.hpp"

#include <boost/mp11/list.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <variant>

namespace assay::detail {

// Checks whether a type is valid before a table, reader or writer is made from it. So a mistake of
// its author causes one message of the compiler, without further errors that result from it.

/// Returns what a message calls the member at this index: its C++ name if it has one.
template <class T, template <class...> class List, class... D>
constexpr const char* shown_name(std::size_t i, List<D...>) {
  const char* const names[] = {D::name..., ""};
  const std::size_t place = i - object_description<T>::has_tag;
  return place < sizeof...(D) ? names[place] : object_description<T>::members[i].name.data();
}

/// Checks the names of members.
template <class T>
consteval void check_names() {
  const auto& members = object_description<T>::members;
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string_view name = members[i].name;
    if (name.empty()) cannot_compile("the name of a member is empty: give it one");
    if (!is_plain(name))
      cannot_compile("the name of a member must be UTF-8 without characters that JSON escapes: "
                     "leave this member to the additional ones",
                     shown_name<T>(i, wire_members<T>()));
    const std::uint64_t bit = name_bit(name);
    for (std::size_t j = 0; (seen & bit) != 0 && j < i; ++j)
      if (name == members[j].name)
        cannot_compile(
            "two members (described, tag or forbidden) have the same name: rename or remove one",
            shown_name<T>(i, wire_members<T>()));
    seen |= bit;
  }
}

/// Checks the tags of unions.
template <class T, template <class...> class List, class... D>
consteval void check_tags(List<D...>) {
  constexpr const stated_tag& tag = object_description<T>::all.tag;
  bool is_there = tag.name.empty();
  [[maybe_unused]] const auto check = [&](const member_id& id, bool is_beside, bool is_member) {
    const bool is_tagged = !tag.name.empty() && tag.member == id;
    if (is_tagged && !is_member)
      cannot_compile("tag needs a member that is a union with its tag beside it, and not optional: "
                     "state `alternatives` in rules_of for the std::variant",
                     id.name.data());
    if (is_beside && !is_tagged)
      cannot_compile("a union with its tag beside it needs a tag in the rules of its struct: add "
                     "tag<&my_struct::member>, or tagged_by to its alternatives",
                     id.name.data());
    is_there = is_there || is_tagged;
  };
  (check(id_of_descriptor<D>, is_tagged_beside<value_type_t<member_type<D::pointer>>>,
         is_tagged_beside<member_type<D::pointer>>),
   ...);
}

/// Checks the rules' names, tags and choices.
template <class T>
consteval bool check_description() {
  check_names<T>();
  check_tags<T>(wire_members<T>());
  for (const member_schema& m : object_description<T>::members)
    for (const rule& r : m.rules)
      for (const std::string_view choice :
           r.kind == rule_kind::one_of ? r.choices : std::span<const std::string_view>())
        if (!is_utf8(choice) || has_control_characters(choice))
          cannot_compile("a choice of one_of must be UTF-8 without control characters: others "
                         "match nothing, or break messages",
                         m.name.data());
  return true;
}

template <class T>
concept has_own_members_in_rules = requires {
  typename std::bool_constant<rules_are_about<T>()>;
};
template <class T>
concept has_sound_description = requires {
  typename std::bool_constant<check_description<T>()>;
};

/// Returns true if no member of T has the name of the tag that its union holds. Otherwise does not
/// compile.
template <class T, class Union>
consteval bool check_inner_tag() {
  for (const member_schema& m : object_description<T>::members)
    if (m.name == union_rules_of<Union>.tag)
      cannot_compile("a member has the name of the tag that its union holds: rename one",
                     m.name.data());
  return true;
}
template <class T, class Union>
concept has_room_for_tag = std::is_void_v<Union> || requires {
  typename std::bool_constant<check_inner_tag<T, Union>()>;
};

template <class T>
void report_faults_inside();

template <class Union, class T>
void report_faults_of_alternative() {
  report_faults_inside<T>();
  if constexpr (is_tagged_inside<Union> && described<T>)
    if constexpr (!has_room_for_tag<T, Union>) static_cast<void>(check_inner_tag<T, Union>());
}
template <class... A>
void report_faults_of_alternatives(const std::variant<A...>*) {
  (report_faults_of_alternative<std::variant<A...>, A>(), ...);
}
template <template <class...> class List, class... D>
void report_faults_of_values(List<D...>) {
  (report_faults_inside<value_type_t<member_type<D::pointer>>>(), ...);
}

template <class... A>
auto report_faults_of_union(const std::variant<A...>*);

/// Reports what is wrong with the type of a wire object. Returns std::true_type if nothing is.
template <class T>
auto report_faults() {
  if constexpr (is_tagged_inside<T>) {
    return report_faults_of_union(static_cast<const T*>(nullptr));
  } else if constexpr (!described<T>) {
    static_assert(std::is_class_v<T> && std::is_void_v<element_type_t<T>> && !is_variant<T>,
                  "only a described struct can be read, checked or written, not an array, map, "
                  "variant or scalar: make it a member of a struct, or use it element by element");
    static_assert(
        !std::is_class_v<T> || !std::is_void_v<element_type_t<T>> || is_variant<T>,
        "only a described struct can be read, checked or written: add BOOST_DESCRIBE_STRUCT");
    return std::false_type();
  } else if constexpr (!has_constant_rules<T>) {
    // The compiler reports here what is wrong in rules_of, or that it is not constexpr.
    static_assert((rules_of(static_cast<const T*>(nullptr)), true));
    return std::false_type();
  } else if constexpr (!has_object_rules<T>) {
    static_assert(
        has_object_rules<T>,
        "rules_of for a struct must return rules(...): put its result between these parentheses");
    return std::false_type();
  } else if constexpr (!takes_no_other<T>) {
    static_assert(
        takes_no_other<T>,
        "rules_of is found only if its parameter is a `const my_struct*`: change it to that");
    return std::false_type();
  } else if constexpr (!has_only_public_members<T>) {
    static_assert(has_only_public_members<T>, "the members of a wire object must be public: make "
                                              "its protected and private members public");
    return std::false_type();
  } else if constexpr (!has_member_types(members_of<T>())) {
    report_faults_of_members(members_of<T>());
    return std::false_type();
  } else if constexpr (additional_count<T> > 1 ||
                       (!keeps_additional<T> && !needs_no_additional<T>)) {
    static_assert(additional_count<T> < 2, "a wire object can have only one member of type "
                                           "assay::additional_members: remove the others");
    static_assert(additional_count<T> != 0,
                  "a wire object must keep unknown members: describe one member of type "
                  "assay::additional_members, or state ignores_unknown_members() in its rules");
    return std::false_type();
  } else if constexpr (!has_only_members<T>(members_of<T>())) {
    static_assert(has_only_members<T>(members_of<T>()),
                  "describe every member of a wire object, in the order of the struct: a member "
                  "that is left out is neither read nor written");
    return std::false_type();
  } else if constexpr (!has_own_members_in_rules<T>) {
    static_cast<void>(rules_are_about<T>());
    return std::false_type();
  } else if constexpr (!has_sound_description<T>) {
    static_cast<void>(check_description<T>());
    return std::false_type();
  } else {
    report_faults_of_values(wire_members<T>());
    return std::true_type();
  }
}

/// Whether the type is valid. If not, the compiler has reported why.
template <class T>
inline constexpr bool is_sound = decltype(report_faults<T>())::value;

/// Reports what is wrong with the structs in a type. Compilers get here before the readers of these
/// structs, and so print fewer lines. (Does not return auto, because a struct may contain itself.)
template <class T>
void report_faults_inside() {
  if constexpr (described<T>) static_cast<void>(is_sound<T>);
  else if constexpr (is_variant<T>) report_faults_of_alternatives(static_cast<const T*>(nullptr));
  else if constexpr (is_unique_ptr<T>) report_faults_inside<value_type_t<T>>();
  else if constexpr (!std::is_void_v<element_type_t<T>>) report_faults_inside<element_type_t<T>>();
}

/// Reports what is wrong with a union that is read, checked or written directly.
template <class... A>
auto report_faults_of_union(const std::variant<A...>* v) {
  using variant = std::variant<A...>;
  static_assert(is_wire_type<variant>(),
                "the alternatives of a tagged union must be described structs, with one name each "
                "in `alternatives`; a raw_object at the end keeps objects with an unknown tag");
  report_faults_of_alternatives(v);
  return std::bool_constant<is_wire_type<variant>()>();
}

} // namespace assay::detail
