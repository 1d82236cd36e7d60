// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::testing {

/// What kinds of texts can be generated for any described type.
enum class sample_kind : std::uint8_t {
  valid,        ///< accepted, and nothing to warn of
  almost_valid, ///< with exactly one violation
  hostile,      ///< JSON or nearly JSON, with a known reason
};

/// The kind's name, as `assay generate --kind` takes it: "almost-valid".
constexpr std::string_view name_of(sample_kind k) noexcept {
  constexpr std::string_view names[] = {"valid", "almost-valid", "hostile"};
  return names[static_cast<std::size_t>(k)];
}

} // namespace assay::testing
