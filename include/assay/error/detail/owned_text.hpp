// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <string_view>
#include <type_traits>

namespace assay::detail {

/// A temporary that owns its text, such as `std::string` and `boost::json::string`. A view of it
/// dangles after the statement.
///
/// Functions whose results are views into their argument delete the overload that takes it. Pass
/// `std::string_view(temporary)` if only the verdict is needed.
template <class T>
concept owned_text =
    !std::is_reference_v<T> && std::convertible_to<T, std::string_view> && requires(const T& text) {
  text.c_str();
};

} // namespace assay::detail
