// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/report.hpp"

namespace assay::detail {

/// The door through which this library's readers fill a report, event after event, so that it keeps
/// its memory. Whoever goes through it sees to it that verdict and violations agree.
struct report_access {
  /// Makes it the report of another event, without violations yet.
  static void assign(report& r, bool accepted, bool truncated) noexcept {
    r.count_ = 0;
    r.accepted_ = accepted;
    r.truncated_ = truncated;
  }

  /// Says what came of the event, when its violations are there.
  static void conclude(report& r, bool accepted, bool truncated) noexcept {
    r.accepted_ = accepted;
    r.truncated_ = truncated;
  }

  /// A further violation, to be filled: nothing is in it but memory of an earlier one. None is
  /// added when it throws std::bad_alloc.
  static violation& add(report& r) {
    if (r.count_ == r.violations_.size()) r.violations_.emplace_back();
    violation& v = r.violations_[r.count_++];
    v.clear();
    return v;
  }
};

} // namespace assay::detail
