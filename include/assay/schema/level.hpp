// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace assay {

/// How strict validation is. Each level includes all requirements of the level before it.
enum class level : std::uint8_t {
  reference, ///< what the reference implementation accepts, apart from documented deviations
  published, ///< also: members of the published schema have their types and ranges if present
  strict,    ///< also: the members that an event needs are present and agree with each other
};

/// Means "at no level" in rules that depend on a template parameter: `required_from(D ==
/// dialect::v0 ? level::published : never)`. Do not validate at it.
inline constexpr level never{3};

/// Returns the name of a level: "published".
constexpr std::string_view name_of(level l) noexcept {
  constexpr std::string_view names[] = {"reference", "published", "strict", "never"};
  return names[static_cast<std::size_t>(l)];
}

/// Returns the level of that name. Empty if there is none.
constexpr std::optional<level> level_of(std::string_view name) noexcept {
  for (const level l : {level::reference, level::published, level::strict})
    if (name_of(l) == name) return l;
  return std::nullopt;
}

} // namespace assay
