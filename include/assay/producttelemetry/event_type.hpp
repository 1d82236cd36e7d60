// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::producttelemetry {

/// The three types of events that the documentation names.
enum class event_type : std::uint8_t {
  lifecycle, ///< a change in the life of the installation or of a run
  usage,     ///< a use of the product
  error      ///< an error
};

/// Returns the type's name on the wire, such as "usage".
constexpr std::string_view name_of(event_type t) noexcept {
  constexpr std::string_view names[] = {"lifecycle", "usage", "error"};
  return names[static_cast<std::size_t>(t)];
}

/// Returns whether the text names one of the types.
constexpr bool is_event_type(std::string_view name) noexcept {
  return name == name_of(event_type::lifecycle) || name == name_of(event_type::usage) ||
         name == name_of(event_type::error);
}

} // namespace assay::producttelemetry
