// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::producttelemetry {

/// The three kinds of events that the documentation names.
enum class event_type : std::uint8_t { lifecycle, usage, error };

/// The kind's name on the wire: "usage".
constexpr std::string_view name_of(event_type t) noexcept {
  constexpr std::string_view names[] = {"lifecycle", "usage", "error"};
  return names[static_cast<std::size_t>(t)];
}

/// Whether it is the name of one of them.
constexpr bool is_event_type(std::string_view name) noexcept {
  return name == name_of(event_type::lifecycle) || name == name_of(event_type::usage) ||
         name == name_of(event_type::error);
}

} // namespace assay::producttelemetry
