// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::testing {

/// The kinds of texts that can be generated for any described type.
enum class sample_kind : std::uint8_t {
  valid,        ///< accepted without warnings
  almost_valid, ///< with exactly one violation
  hostile,      ///< JSON or nearly JSON, with one hostile change
};

/// Returns the name of a kind, as `assay generate --kind` takes it: "almost-valid".
constexpr std::string_view name_of(sample_kind k) noexcept {
  constexpr std::string_view names[] = {"valid", "almost-valid", "hostile"};
  return names[static_cast<std::size_t>(k)];
}

} // namespace assay::testing
