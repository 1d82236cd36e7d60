// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace assay::honeyhive {

/// The published specifications of HoneyHive's interface.
enum class specification : std::uint8_t {
  v0,         ///< version 1.0.4
  public_api, ///< version 1.1.0
  data_plane, ///< version 1.2.1
};

/// How objects look: as their specification has them, which in the data plane depends on the route.
enum class dialect : std::uint8_t {
  v0,         ///< version 1.0.4: objects in wrappers; most members are required
  public_api, ///< version 1.1.0: `session` and `event` are strings that hold JSON
  legacy,     ///< version 1.2.1, routes without /v1: objects in wrappers; little is required
  v1,         ///< version 1.2.1, routes with /v1: bare objects; unknown members are rejected
};

/// The specification's name on the command line: "data-plane".
constexpr std::string_view name_of(specification s) noexcept {
  constexpr std::string_view names[] = {"v0", "public", "data-plane"};
  return names[static_cast<std::size_t>(s)];
}

/// The version that the specification states: "1.2.1".
constexpr std::string_view version_of(specification s) noexcept {
  constexpr std::string_view versions[] = {"1.0.4", "1.1.0", "1.2.1"};
  return versions[static_cast<std::size_t>(s)];
}

/// The specification of that name, or nothing.
constexpr std::optional<specification> specification_of(std::string_view name) noexcept {
  for (const specification s :
       {specification::v0, specification::public_api, specification::data_plane})
    if (name_of(s) == name) return s;
  return std::nullopt;
}

/// The specification that the dialect belongs to.
constexpr specification specification_of(dialect d) noexcept {
  return d == dialect::v0           ? specification::v0
         : d == dialect::public_api ? specification::public_api
                                    : specification::data_plane;
}

/// The dialect's name: "legacy".
constexpr std::string_view name_of(dialect d) noexcept {
  constexpr std::string_view names[] = {"v0", "public", "legacy", "v1"};
  return names[static_cast<std::size_t>(d)];
}

} // namespace assay::honeyhive
