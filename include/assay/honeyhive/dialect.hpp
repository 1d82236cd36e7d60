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

/// The form of objects. Each specification has one form, but the data plane has two, which depend
/// on the route.
enum class dialect : std::uint8_t {
  v0,         ///< version 1.0.4: objects in wrappers; most members are required
  public_api, ///< version 1.1.0: `session` and `event` are strings that contain JSON
  legacy,     ///< version 1.2.1, routes without /v1: objects in wrappers; few members are required
  v1,         ///< version 1.2.1, routes with /v1: bare objects; unknown members are rejected
};

/// Returns the specification's name on the command line, such as "data-plane".
constexpr std::string_view name_of(specification s) noexcept {
  constexpr std::string_view names[] = {"v0", "public", "data-plane"};
  return names[static_cast<std::size_t>(s)];
}

/// Returns the version of the specification, such as "1.2.1".
constexpr std::string_view version_of(specification s) noexcept {
  constexpr std::string_view versions[] = {"1.0.4", "1.1.0", "1.2.1"};
  return versions[static_cast<std::size_t>(s)];
}

/// Returns the specification with this name, or nothing.
constexpr std::optional<specification> specification_of(std::string_view name) noexcept {
  for (const specification s :
       {specification::v0, specification::public_api, specification::data_plane})
    if (name_of(s) == name) return s;
  return std::nullopt;
}

/// Returns the specification that the dialect belongs to.
constexpr specification specification_of(dialect d) noexcept {
  return d == dialect::v0           ? specification::v0
         : d == dialect::public_api ? specification::public_api
                                    : specification::data_plane;
}

/// Returns the dialect's name, such as "legacy".
constexpr std::string_view name_of(dialect d) noexcept {
  constexpr std::string_view names[] = {"v0", "public", "legacy", "v1"};
  return names[static_cast<std::size_t>(d)];
}

} // namespace assay::honeyhive
