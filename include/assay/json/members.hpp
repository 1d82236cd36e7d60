// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/raw_json.hpp"
#include "assay/schema/detail/wire_type.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace assay {

/// A JSON object whose values are all of one type, in the order they came; a name may occur more
/// than once.
template <class T>
using dictionary = std::vector<std::pair<std::string, T>>;

/// The members of an object that its struct does not hold, as they came, in their order.
///
/// Those that the schema does not name; those that it names and that were null; and, at a level
/// that lets it pass, an envelope member whose value does not fit.
struct additional_members {
  dictionary<raw_json> list;

  /// The first member of that name, or null. Linear.
  const raw_json* find(std::string_view name) const noexcept {
    for (const auto& [member, value] : list)
      if (member == name) return &value;
    return nullptr;
  }

  friend bool operator==(const additional_members&, const additional_members&) = default;
};

/// A value that fits the described struct T, or else any JSON, as it came.
template <class T>
using typed_or_raw = std::variant<T, raw_json>;

/// A payload whose type is unknown, or that does not fit the struct of its type, kept whole.
struct untyped_payload {
  std::string type{}; ///< the event's type on the wire
  raw_object content{};
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
