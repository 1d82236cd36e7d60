// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/report.hpp"
#include "assay/json/options.hpp"

#include <algorithm>
#include <cstddef>

namespace assay::detail {

/// Returns the options with room for at least one violation, so that a rejected event has a reason.
inline options with_reason(options o) noexcept {
  o.limits.max_violations = std::max<std::size_t>(o.limits.max_violations, 1);
  return o;
}

/// Returns the first violation that is an error. Precondition: the report is of a rejected event
/// and was made with the options of `with_reason`.
inline const violation& first_error(const report& r) noexcept {
  const auto is_error = [](const violation& v) { return v.severity == severity::error; };
  return *std::find_if(r.violations().begin(), r.violations().end(), is_error);
}

} // namespace assay::detail
