#pragma once

#include "assay/error/violation.hpp"

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace assay {

/// The verdict on one event and the violations found in it, in the order of their places in the
/// text.
///
/// An accepted event may have warnings. A report is refilled for event after event and keeps its
/// memory.
class report {
 public:
  report() = default;
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

  /// Makes it the report of another event, without violations yet. For the readers of this library,
  /// as are the next two.
  void assign(bool accepted, bool truncated) noexcept {
    count_ = 0;
    accepted_ = accepted;
    truncated_ = truncated;
  }

  /// Says what came of the event, when its violations are there.
  void conclude(bool accepted, bool truncated) noexcept {
    accepted_ = accepted;
    truncated_ = truncated;
  }

  /// A further violation, to be filled: nothing is in it but memory of an earlier one. None is
  /// added when it throws std::bad_alloc.
  violation& add() {
    if (count_ == violations_.size()) violations_.emplace_back();
    violation& v = violations_[count_++];
    v.clear();
    return v;
  }

 private:
  std::vector<violation> violations_; ///< the first `count_` are in use
  std::size_t count_ = 0;
  bool accepted_ = true;
  bool truncated_ = false;
};

} // namespace assay
