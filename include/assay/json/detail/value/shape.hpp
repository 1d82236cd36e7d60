// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/read/alternatives.hpp"
#include "assay/json/detail/table/table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <variant>

namespace assay::detail {

// The tables as plain data for walking a DOM. One walk serves all types, and no function is
// compiled for each of them.

/// How a value is checked.
enum class value_step : std::uint8_t {
  text,
  signed_integer,
  unsigned_integer,
  /// Also for a number of any size.
  real,
  boolean,
  enumeration,
  timestamp,
  any,
  free_object,
  object,
  array,
  map,
  one_of,
  tagged_beside,
  tagged_inside,
  typed_or_any,
  /// The tag of the union beside it.
  tag,
  /// The tag of the union that the object is an alternative of; it was checked before.
  known_tag,
  forbidden
};

struct value_shape;
struct object_shape;

/// The elements of a container, or an alternative of a union without a tag.
struct element_shape {
  const value_shape* value;
  /// What they are checked against.
  const member_entry* entry;
};

/// A type.
struct value_shape {
  value_step step{};
  /// For an array.
  bool has_fixed_size = false;
  /// The JSON types that are accepted, as bits.
  unsigned kinds = 0;
  /// Null if the step is enough.
  const type_schema* type = nullptr;
  /// The element type of a container, or all alternatives of `one_of`.
  std::span<const element_shape> elements{};
  /// The struct, or the alternatives of a tagged union in the order of its tags.
  std::span<const object_shape* const> objects{};
  /// For a tagged union: returns the index of the alternative.
  int (*find)(std::string_view tag) = nullptr;
};

/// A member of an object.
struct member_shape {
  const value_shape* value = nullptr;
  level deprecated_from = never;
  /// The level below which null is always accepted.
  level null_below = level::reference;
  /// Whether it has rules besides those that are checked with a text or a number.
  bool has_rules = false;
};

/// A described struct.
struct object_shape {
  const object_layout* layout = nullptr;
  /// In the order of the layout's members.
  const member_shape* members = nullptr;
  /// The union that is tagged beside it, or null.
  const value_shape* tagged = nullptr;
};

template <class T>
consteval value_shape make_value_shape();
template <class T, class Union>
consteval object_shape make_object_shape();

template <class T>
inline constexpr value_shape value_shape_of = make_value_shape<T>();
template <class T, class Union = void>
inline constexpr object_shape object_shape_of = make_object_shape<T, Union>();

inline constexpr value_shape tag_shape{.step = value_step::tag};
inline constexpr value_shape known_tag_shape{.step = value_step::known_tag};
inline constexpr value_shape forbidden_shape{.step = value_step::forbidden};

/// Unlike std::array, its address can be taken while it is initialized. Structs that contain
/// themselves need that.
template <class T, std::size_t Size>
struct shape_list {
  T all[Size == 0 ? 1 : Size]{};
};

template <class... T>
inline constexpr element_shape element_shapes[sizeof...(T)]{
    element_shape{&value_shape_of<T>, &element_entries<T>.front()}...};

/// The alternatives of a union that have names, in the order of the names.
template <class V>
struct alternative_shapes;
template <class... A>
struct alternative_shapes<std::variant<A...>> {
  using variant = std::variant<A...>;
  static constexpr std::span<const element_shape> of_kinds = element_shapes<A...>;
};
template <class... A>
requires(tagged_variant<std::variant<A...>>) struct alternative_shapes<std::variant<A...>> {
  using variant = std::variant<A...>;
  using holder = std::conditional_t<is_tagged_inside<variant>, variant, void>;
  static constexpr std::size_t count = sizeof...(A) - keeps_unknown<variant>;
  static constexpr auto objects = [] {
    shape_list<const object_shape*, count> out{};
    std::size_t i = 0;
    const auto add = [&]<class T>(std::type_identity<T>) {
      if constexpr (described<T>) out.all[i++] = &object_shape_of<T, holder>;
    };
    (add(std::type_identity<A>()), ...);
    return out;
  }();
};

template <class T>
inline constexpr const object_shape* only_object[1]{&object_shape_of<T>};

template <class V>
int find_alternative_named(std::string_view tag) noexcept {
  return alternative_names<V>.find(tag);
}

template <class T>
constexpr value_step step_of() {
  switch (kind_of_type<T>) {
  case type_kind::none:
    return value_step::forbidden; // the compiler has reported what is wrong with T
  case type_kind::string: return value_step::text;
  case type_kind::boolean: return value_step::boolean;
  case type_kind::integer:
    return std::is_signed_v<T> ? value_step::signed_integer : value_step::unsigned_integer;
  case type_kind::number: return value_step::real;
  case type_kind::enumeration: return value_step::enumeration;
  case type_kind::timestamp: return value_step::timestamp;
  case type_kind::any: return value_step::any;
  case type_kind::free_object: return value_step::free_object;
  case type_kind::object: return value_step::object;
  case type_kind::array: return value_step::array;
  case type_kind::map: return value_step::map;
  case type_kind::one_of: return value_step::one_of;
  case type_kind::tagged:
    return is_tagged_inside<T> ? value_step::tagged_inside : value_step::tagged_beside;
  case type_kind::typed_or_any: return value_step::typed_or_any;
  }
  return value_step::forbidden;
}

/// Returns the part of a type's shape that depends only on the type. The rest consists of addresses
/// of other shapes, which do not exist yet for a struct that contains itself.
template <class T>
constexpr value_shape shape_by_itself() {
  if constexpr (is_unique_ptr<T>) {
    return shape_by_itself<value_type_t<T>>();
  } else {
    constexpr unsigned kinds = json_kinds<T>();
    return {.step = step_of<T>(),
            .has_fixed_size = is_array<T>,
            .kinds = kinds,
            .type = &type_schema_of<T>};
  }
}

template <class T>
consteval value_shape make_value_shape() {
  if constexpr (is_unique_ptr<T>) {
    return make_value_shape<value_type_t<T>>();
  } else {
    value_shape out = shape_by_itself<T>();
    if constexpr (described<T>) {
      out.objects = only_object<T>;
    } else if constexpr (kind_of_type<T> == type_kind::typed_or_any) {
      out.objects = only_object<std::variant_alternative_t<0, T>>;
    } else if constexpr (tagged_variant<T>) {
      out.objects = {alternative_shapes<T>::objects.all, alternative_shapes<T>::count};
      out.find = &find_alternative_named<T>;
    } else if constexpr (is_variant<T>) {
      out.elements = alternative_shapes<T>::of_kinds;
    } else if constexpr (!std::is_void_v<element_type_t<T>>) {
      out.elements = element_shapes<element_type_t<T>>;
    }
    return out;
  }
}

/// Returns the name that a reader's message uses for the expected type.
constexpr std::string_view expected_name(const value_shape& value) {
  switch (value.step) {
  case value_step::text:
  case value_step::enumeration:
  case value_step::timestamp: return "string";
  case value_step::object:
  case value_step::free_object:
  case value_step::tagged_beside:
  case value_step::tagged_inside: return "object";
  default: return value.type->name;
  }
}

/// Returns the level below which a reader accepts a member's null, and checks no rules on it. Must
/// agree with `check_member` and `scalar_reader::mismatch`.
constexpr level null_below(const member_entry& m, const value_shape& value) {
  const member_schema& s = *m.schema;
  if (!m.optional || s.not_null_from != never) return level::reference;
  if (s.required_from == never) return s.optional ? never : level::reference;
  const bool may_have_rules_on_it = (value.kinds & kind_bit(kind::null)) != 0;
  return may_have_rules_on_it || expected_name(value) != value.type->name ? level::reference
                                                                          : m.null_from;
}

/// Sets what is checked for a described member besides its type.
constexpr void set_rules_of_value(member_shape& out, const member_entry& m,
                                  const value_shape& value) {
  out.null_below = null_below(m, value);
  switch (value.step) {
  case value_step::text:
  case value_step::signed_integer:
  case value_step::unsigned_integer:
  case value_step::real: break;
  default: out.has_rules = !m.schema->rules.empty();
  }
}

template <class Table, class Union, bool HasTag, template <class...> class List, class... D>
consteval auto make_member_shapes(List<D...>) {
  shape_list<member_shape, Table::count> out{};
  std::size_t i = 0;
  const auto add = [&](const value_shape& value) {
    out.all[i].value = &value;
    out.all[i].deprecated_from = Table::members[i].schema->deprecated_from;
  };
  const auto add_described = [&]<class V>(std::type_identity<V>) {
    add(value_shape_of<V>);
    set_rules_of_value(out.all[i], Table::members[i], shape_by_itself<V>());
    ++i;
  };
  if constexpr (!std::is_void_v<Union>) add(known_tag_shape), ++i;
  if constexpr (HasTag) add(tag_shape), ++i;
  (add_described(std::type_identity<value_type_t<member_type<D::pointer>>>()), ...);
  for (; i != Table::count; ++i) add(forbidden_shape);
  return out;
}

template <class T, class Union>
inline constexpr auto member_shapes =
    make_member_shapes<object_table<T, Union>, Union, object_table<T, Union>::has_tag>(
        wire_members<T>());

/// Returns the union of a struct that holds its tag, or null.
template <template <class...> class List, class... D>
consteval const value_shape* tagged_shape(List<D...>) {
  const value_shape* out = nullptr;
  const auto look = [&]<class V>(std::type_identity<V>) {
    if constexpr (is_tagged_beside<V>) out = &value_shape_of<V>;
  };
  (look(std::type_identity<member_type<D::pointer>>()), ...);
  return out;
}

template <class T, class Union>
consteval object_shape make_object_shape() {
  using table = object_table<T, Union>;
  object_shape out{.layout = &table::layout};
  if constexpr (is_sound<T> && has_room_for_tag<T, Union>) {
    out.members = member_shapes<T, Union>.all;
    out.tagged = tagged_shape(wire_members<T>());
  }
  return out;
}

} // namespace assay::detail
