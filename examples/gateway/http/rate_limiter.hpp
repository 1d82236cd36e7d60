// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <vector>

namespace gateway {

/// A token bucket for each key. A bucket holds at most the tokens of one second. Any thread may use
/// it.
class rate_limiter {
 public:
  using clock = std::chrono::steady_clock;

  /// `rate`: requests per second; 0: no limit.
  rate_limiter(std::size_t keys, std::size_t rate)
      : rate_(static_cast<double>(rate)), buckets_(keys, bucket{rate_, {}}) {}

  /// Returns whether the key may make a request now. Precondition: key < keys.
  bool take(std::size_t key, clock::time_point now) {
    if (rate_ == 0) return true;
    const std::lock_guard lock(mutex_);
    bucket& b = buckets_[key];
    if (b.last != clock::time_point()) {
      const double seconds = std::chrono::duration<double>(now - b.last).count();
      b.tokens = std::min(rate_, b.tokens + std::max(seconds, 0.0) * rate_);
    }
    b.last = now;
    if (b.tokens < 1) return false;
    b.tokens -= 1;
    return true;
  }

 private:
  struct bucket {
    double tokens;
    clock::time_point last;
  };
  double rate_;
  std::mutex mutex_;
  std::vector<bucket> buckets_;
};

} // namespace gateway
