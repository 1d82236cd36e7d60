// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/traits.hpp"

#include <array>
#include <cstddef>
#include <type_traits>

namespace assay {
namespace detail {

template <class T>
void zero_scalars(T& value) noexcept;

template <class T, std::size_t N>
void zero_scalars(std::array<T, N>& values) noexcept {
  for (T& v : values) zero_scalars(v);
}
template <class T, template <class...> class List, class... D>
void zero_members(T& object, List<D...>) noexcept {
  (zero_scalars(object.*D::pointer), ...);
}

/// Sets scalars to zero: the value itself, and scalars in described structs and in arrays.
template <class T>
void zero_scalars(T& value) noexcept {
  if constexpr (std::is_scalar_v<T>) value = {};
  else if constexpr (described<T>) zero_members(value, members_of<T>());
}

} // namespace detail

/// A value that converts to a new described struct T. The struct is made as by `T object;`, and all
/// its scalars are set to zero, even those with an initializer:
///
///     std::variant<T, U> payload{std::in_place_type<T>, default_initialized<T>()};
///
/// Use it with `std::variant`, which would otherwise call `T()`. That sets all bytes of T to zero
/// before its members get their values, and makes reads slower (see docs/performance.md).
template <detail::described T>
struct default_initialized {
  /// Makes the struct.
  operator T() const {
    T object;
    detail::zero_scalars(object);
    return object;
  }
};

} // namespace assay
