// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/report.hpp"

namespace assay::detail {

/// Lets this library's readers fill one report for event after event, so that it keeps its memory.
/// Its users must keep verdict and violations consistent.
struct report_access {
  /// Starts the report of another event, without violations.
  static void assign(report& r, bool accepted, bool truncated) noexcept {
    r.count_ = 0;
    r.accepted_ = accepted;
    r.truncated_ = truncated;
  }

  /// Sets the verdict, after the violations have been added.
  static void conclude(report& r, bool accepted, bool truncated) noexcept {
    r.accepted_ = accepted;
    r.truncated_ = truncated;
  }

  /// Adds an empty violation that keeps the memory of an earlier one, and returns it to be filled.
  /// Adds nothing when it throws std::bad_alloc.
  static violation& add(report& r) {
    if (r.count_ == r.violations_.size()) r.violations_.emplace_back();
    violation& v = r.violations_[r.count_++];
    v.clear();
    return v;
  }
};

} // namespace assay::detail
