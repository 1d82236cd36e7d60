#pragma once

#include "assay/error/violation.hpp"

#include <span>
#include <utility>
#include <vector>

namespace assay {

/// The verdict on one event and the violations found in it, in the order of their places in the text.
///
/// An accepted event may have warnings. A report is refilled for event after event and keeps its memory.
class report {
 public:
  report() = default;
  report(bool accepted, bool truncated, std::vector<violation> violations) noexcept
      : violations_(std::move(violations)), accepted_(accepted), truncated_(truncated) {}

  /// Whether the event is what it claims to be: no violation is an error.
  bool accepted() const noexcept { return accepted_; }
  explicit operator bool() const noexcept { return accepted_; }

  /// At most `limits::max_violations`; errors are kept before warnings.
  std::span<const violation> violations() const noexcept { return violations_; }

  /// Whether there were more violations than the limit.
  bool truncated() const noexcept { return truncated_; }

  /// Makes it the report of another event. For the readers of this library.
  void assign(bool accepted, bool truncated) noexcept {
    violations_.clear();
    accepted_ = accepted;
    truncated_ = truncated;
  }
  void add(violation&& v) { violations_.push_back(std::move(v)); }

 private:
  std::vector<violation> violations_;
  bool accepted_ = true;
  bool truncated_ = false;
};

} // namespace assay
