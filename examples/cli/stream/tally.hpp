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

/// How many objects were accepted and rejected, of which types, and for which codes.
struct tally {
  struct verdicts {
    std::size_t accepted = 0, rejected = 0;
  };
  struct findings {
    std::size_t errors = 0, warnings = 0;
  };

  verdicts events;
  /// The known types, and behind them two rows: a stream may hold any number of unknown ones, which
  /// are counted together, and events without any. Empty when the objects have no types.
  std::vector<verdicts> by_type;
  std::span<const std::string_view> types; ///< names of `by_type`
  std::array<findings, assay::code_count> by_code{};
  std::size_t bytes = 0;

  /// Rows of `by_type`.
  std::size_t unknown_type() const noexcept { return types.size(); }
  std::size_t no_type() const noexcept { return types.size() + 1; }
  std::string_view type_name(std::size_t row) const noexcept;

  /// Makes room for counting by these types, unless there is.
  void use(std::span<const std::string_view> names) {
    if (!by_type.empty()) [[likely]]
      return;
    types = names;
    by_type.resize(names.size() + 2);
  }

  /// Counts an object.
  void add(const assay::report& report) noexcept;
  /// Counts one of a type. Precondition: `use`.
  void add(const assay::report& report, std::size_t type_row) noexcept;
  tally& operator+=(const tally& other);
};

} // namespace tool
