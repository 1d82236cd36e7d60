// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/violation.hpp"

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace assay {
namespace detail {
struct report_access; // error/detail/report_access.hpp
} // namespace detail

/// The verdict on one event and its violations, in the order of their places in the text.
///
/// An accepted event may have warnings. Readers use one report for many events, so that it keeps
/// its memory.
class report {
 public:
  /// Constructs an accepted report without violations.
  report() = default;
  /// Copies the report.
  report(const report&) = default;
  /// Copies the report.
  report& operator=(const report&) = default;
  /// Moves the report. The other report has no violations afterwards.
  report(report&& other) noexcept
      : violations_(std::move(other.violations_)), count_(std::exchange(other.count_, 0)),
        accepted_(other.accepted_), truncated_(other.truncated_) {}
  /// Moves the report. The other report has no violations afterwards.
  report& operator=(report&& other) noexcept {
    violations_ = std::move(other.violations_);
    count_ = std::exchange(other.count_, 0);
    accepted_ = other.accepted_;
    truncated_ = other.truncated_;
    return *this;
  }
  ~report() = default;
  /// Constructs a report, for a program's own rules or a test.
  ///
  /// Precondition: if `accepted` is true, no violation is an error.
  report(bool accepted, bool truncated, std::vector<violation> violations) noexcept
      : violations_(std::move(violations)), count_(violations_.size()), accepted_(accepted),
        truncated_(truncated) {}

  /// Returns whether the event is accepted: no violation is an error.
  bool accepted() const noexcept { return accepted_; }
  /// Returns `accepted()`.
  explicit operator bool() const noexcept { return accepted_; }

  /// Returns the violations, at most `limits::max_violations`. Errors are kept before warnings. The
  /// view is valid until the report changes.
  std::span<const violation> violations() const noexcept { return {violations_.data(), count_}; }

  /// Returns whether there were more violations than the limit.
  bool truncated() const noexcept { return truncated_; }

 private:
  friend struct detail::report_access;

  /// The first `count_` are in use.
  std::vector<violation> violations_;
  std::size_t count_ = 0;
  bool accepted_ = true;
  bool truncated_ = false;
};

} // namespace assay
