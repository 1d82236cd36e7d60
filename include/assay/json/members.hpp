// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/raw_json.hpp"
#include "assay/schema/detail/wire_type.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace assay {

/// A JSON object whose values all have one type, in their original order. A name may occur more
/// than once.
template <class T>
using dictionary = std::vector<std::pair<std::string, T>>;

/// The members of an object that its struct does not hold, unchanged and in their original order.
///
/// These are unknown members; members of the schema that were null; and, at a level that accepts
/// it, a member of the event itself whose value does not fit.
struct additional_members {
  /// The names and values.
  dictionary<raw_json> list;

  /// Returns the first member with this name, or null. Linear.
  const raw_json* find(std::string_view name) const noexcept {
    for (const auto& [member, value] : list)
      if (member == name) return &value;
    return nullptr;
  }

  /// Compares names and values, in order.
  friend bool operator==(const additional_members&, const additional_members&) = default;
};

/// A value that fits the described struct T, or any other JSON, unchanged.
template <class T>
using typed_or_raw = std::variant<T, raw_json>;

/// A payload whose type is unknown, or that does not fit the struct of its type, kept as JSON.
struct untyped_payload {
  /// The event's type in the JSON.
  std::string type{};
  /// The payload.
  raw_object content{};
  /// Compares type and content.
  friend bool operator==(const untyped_payload&, const untyped_payload&) = default;
};

namespace detail {
template <>
inline constexpr std::string_view type_name<std::variant<bool, number>> = "number or boolean";

template <>
inline constexpr type_kind kind_of_type<number> = type_kind::number;
template <>
inline constexpr type_kind kind_of_type<raw_json> = type_kind::any;
template <>
inline constexpr type_kind kind_of_type<raw_object> = type_kind::free_object;
template <>
inline constexpr type_kind kind_of_type<timestamp> = type_kind::timestamp;
template <described T>
inline constexpr type_kind kind_of_type<typed_or_raw<T>> = type_kind::typed_or_any;
template <>
inline constexpr std::string_view type_name<timestamp> = "string";
} // namespace detail

} // namespace assay
