// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"
#include "assay/error/report.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace tool {

/// The numbers of accepted and rejected objects, by type and by code.
struct tally {
  struct verdicts {
    std::size_t accepted = 0, rejected = 0;
  };
  struct findings {
    std::size_t errors = 0, warnings = 0;
  };

  verdicts events;
  /// One row for each known type, followed by one row for all unknown types and one for events
  /// without a type. Empty if the objects have no types.
  std::vector<verdicts> by_type;
  std::span<const std::string_view> types; ///< the names of the rows in `by_type`
  std::array<findings, assay::code_count> by_code{};
  std::size_t bytes = 0;

  /// Returns the row of all unknown types.
  std::size_t unknown_type() const noexcept { return types.size(); }
  /// Returns the row of events without a type.
  std::size_t no_type() const noexcept { return types.size() + 1; }
  std::string_view type_name(std::size_t row) const noexcept;

  /// Creates the rows for these types, unless they exist.
  void use(std::span<const std::string_view> names) {
    if (!by_type.empty()) [[likely]]
      return;
    types = names;
    by_type.resize(names.size() + 2);
  }

  /// Counts an object.
  void add(const assay::report& report) noexcept;
  /// Counts an object of a type. Precondition: `use` was called.
  void add(const assay::report& report, std::size_t type_row) noexcept;
  tally& operator+=(const tally& other);
};

} // namespace tool
