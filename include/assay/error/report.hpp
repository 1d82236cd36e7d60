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

/// The verdict on one event and the violations found in it, in the order of their places in the
/// text.
///
/// An accepted event may have warnings. A report is refilled for event after event and keeps its
/// memory.
class report {
 public:
  report() = default;
  report(const report&) = default;
  report& operator=(const report&) = default;
  /// What was moved from has no violations.
  report(report&& other) noexcept
      : violations_(std::move(other.violations_)), count_(std::exchange(other.count_, 0)),
        accepted_(other.accepted_), truncated_(other.truncated_) {}
  report& operator=(report&& other) noexcept {
    violations_ = std::move(other.violations_);
    count_ = std::exchange(other.count_, 0);
    accepted_ = other.accepted_;
    truncated_ = other.truncated_;
    return *this;
  }
  ~report() = default;
  /// The verdict of a program's own rules, or of a test. Precondition: when it is accepted no
  /// violation is an error.
  report(bool accepted, bool truncated, std::vector<violation> violations) noexcept
      : violations_(std::move(violations)), count_(violations_.size()), accepted_(accepted),
        truncated_(truncated) {}

  /// Whether the event is what it claims to be: no violation is an error.
  bool accepted() const noexcept { return accepted_; }
  explicit operator bool() const noexcept { return accepted_; }

  /// At most `limits::max_violations`; errors are kept before warnings.
  std::span<const violation> violations() const noexcept { return {violations_.data(), count_}; }

  /// Whether there were more violations than the limit.
  bool truncated() const noexcept { return truncated_; }

 private:
  friend struct detail::report_access;

  std::vector<violation> violations_; ///< the first `count_` are in use
  std::size_t count_ = 0;
  bool accepted_ = true;
  bool truncated_ = false;
};

} // namespace assay
