// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace assay {

/// How much an event must fulfil to be accepted; each level asks for what the one before it asks
/// for, and more.
enum class level : std::uint8_t {
  reference, ///< what the system's reference implementation accepts, the documented deviations
             ///< aside
  published, ///< and every member that the published schema names has its type and range when it is
             ///< present
  strict,    ///< and the members that an event needs are there, and agree with one another
};

/// In rules, in a level's place: at no level. For rules that depend on a template's parameter:
/// `required_from(D == dialect::v0 ? level::published : never)`. No event is judged at it.
inline constexpr level never{3};

/// The level's name: "published".
constexpr std::string_view name_of(level l) noexcept {
  constexpr std::string_view names[] = {"reference", "published", "strict", "never"};
  return names[static_cast<std::size_t>(l)];
}

/// The level of that name, or nothing.
constexpr std::optional<level> level_of(std::string_view name) noexcept {
  for (const level l : {level::reference, level::published, level::strict})
    if (name_of(l) == name) return l;
  return std::nullopt;
}

} // namespace assay
