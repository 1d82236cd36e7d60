#pragma once

#include "assay/schema/traits.hpp"

#include <type_traits>

namespace assay::detail {

template <class T, template <class...> class List, class... D>
void zero_scalars(T& object, List<D...>) noexcept {
  const auto zero = [](auto& member) {
    if constexpr (std::is_arithmetic_v<std::remove_reference_t<decltype(member)>>) member = {};
  };
  (zero(object.*D::pointer), ...);
}

/// Converts to a T as `T object;` makes it, with scalars without an initialiser zero.
///
/// For `std::variant`, which would make it as `T()`: that sets all of T's bytes to zero before its
/// members get their values, which reads pay for (docs/performance.md has how much).
template <described T>
struct default_initialized {
  operator T() const {
    T object;
    zero_scalars(object, members_of<T>());
    return object;
  }
};

} // namespace assay::detail
