// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/http_date.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace assay {

/// Options for retries: how often a request is sent again after a transient failure, how long to
/// wait before each retry, and when to give up.
struct retry_options {
  /// The maximum number of retries after the first attempt. Trajectory's client has 3.
  unsigned max_retries = 3;
  /// The upper bound of the delay before the first retry. It doubles with each retry.
  std::chrono::milliseconds base_delay{500};
  /// The maximum of the upper bound.
  std::chrono::milliseconds max_delay{30'000};
  /// The longest `Retry-After` that is obeyed; a longer one counts as this.
  std::chrono::milliseconds max_retry_after{120'000};
  /// The shortest delay, unless `base_delay` is shorter. While a server is unavailable, it gets at
  /// most 1 + t / `min_delay` requests in a time t, whatever the random numbers are.
  std::chrono::milliseconds min_delay{50};
  /// The number of consecutive failures, of any requests, after which the server counts as
  /// unavailable and a push ends; 0: no limit.
  unsigned max_failures = 16;
  /// The server also counts as unavailable if the delays since the last success would exceed this
  /// sum.
  std::chrono::milliseconds max_total_delay{600'000};
};

/// Returns whether a failed request may succeed if it is sent again unchanged: for an HTTP status
/// of 408, 425, 429, 500, 502, 503 or 504, or for 0, which means no response.
constexpr bool is_transient(int status) noexcept {
  constexpr std::array statuses{0, 408, 425, 429, 500, 502, 503, 504};
  return std::find(statuses.begin(), statuses.end(), status) != statuses.end();
}

/// Returns the delay before a retry: a random time below the bound `base * 2^attempt`, which is at
/// most `cap` ("full jitter").
///
/// `attempt`: the number of earlier retries, from 0. `random`: from [0, 1); values outside count as
/// the nearest value inside, and NaN counts as 0. Negative durations count as 0. The result is less
/// than the bound, unless the bound is 0. Constant time.
constexpr std::chrono::milliseconds backoff_delay(unsigned attempt, std::chrono::milliseconds base,
                                                  std::chrono::milliseconds cap,
                                                  double random) noexcept {
  constexpr double below_one = 0x1.fffffffffffffp-1;
  const std::int64_t greatest = std::max<std::int64_t>(cap.count(), 0);
  std::int64_t bound = std::clamp<std::int64_t>(base.count(), 0, greatest);
  for (; attempt != 0 && bound != 0 && bound != greatest; --attempt)
    bound = bound > greatest / 2 ? greatest : bound * 2;
  if (!(random > 0) || bound == 0) return std::chrono::milliseconds(0);
  // A double may round the bound up beyond 2^53, and the x87 does not round the more precise
  // product down again.
  const auto part =
      static_cast<std::int64_t>(static_cast<double>(bound) * std::min(random, below_one));
  return std::chrono::milliseconds(std::min(part, bound - 1));
}

/// Returns the delay before a retry if the server may have requested one: the requested delay plus
/// the backoff, so that clients do not all return at the same time.
constexpr std::chrono::milliseconds retry_delay(unsigned attempt, const retry_options& o,
                                                std::optional<std::chrono::seconds> retry_after,
                                                double random) noexcept {
  using std::chrono::milliseconds;
  const milliseconds backoff = backoff_delay(attempt, o.base_delay, o.max_delay, random);
  if (!retry_after || *retry_after <= std::chrono::seconds(0) ||
      o.max_retry_after <= milliseconds(0))
    return backoff;
  // Compared in seconds: the server's number may not fit into 64 bits as milliseconds.
  const bool too_long = *retry_after > std::chrono::floor<std::chrono::seconds>(o.max_retry_after);
  const milliseconds asked = too_long ? o.max_retry_after : milliseconds(*retry_after);
  return backoff > milliseconds::max() - asked ? milliseconds::max() : asked + backoff;
}

/// Decides when a sender may try again and when it gives up, for one server.
///
/// Failures are counted over all requests, because the next request goes to the same server. The
/// schedule reads no clock: the caller waits for the returned delay. One schedule must not be used
/// by two threads at once.
class retry_schedule {
 public:
  /// Constructs a schedule without failures.
  constexpr explicit retry_schedule(const retry_options& o = {}) noexcept : options_(o) {}

  /// Records a failed request and returns how long to wait before the next one: at least the
  /// smaller one of `min_delay` and `base_delay`.
  ///
  /// `random`: from [0, 1), as for `backoff_delay`. Constant time.
  constexpr std::chrono::milliseconds fail(std::optional<std::chrono::seconds> retry_after,
                                           double random) noexcept {
    using std::chrono::milliseconds;
    const milliseconds delay =
        std::max({retry_delay(failures_, options_, retry_after, random),
                  std::min(options_.min_delay, options_.base_delay), milliseconds(0)});
    if (failures_ != std::numeric_limits<unsigned>::max()) ++failures_;
    waited_ = delay > milliseconds::max() - waited_ ? milliseconds::max() : waited_ + delay;
    return delay;
  }

  /// Records a request whose response is not a transient failure: resets the failures and the
  /// delays.
  constexpr void succeed() noexcept {
    failures_ = 0;
    waited_ = {};
  }

  /// Returns the number of consecutive failures.
  constexpr unsigned failures() const noexcept { return failures_; }

  /// Returns whether the consecutive failures, or the delays since the last success, exceed what
  /// the options allow.
  constexpr bool is_spent() const noexcept {
    return (options_.max_failures != 0 && failures_ >= options_.max_failures) ||
           waited_ > options_.max_total_delay;
  }

 private:
  retry_options options_;
  unsigned failures_ = 0;
  std::chrono::milliseconds waited_{};
};

/// Returns the delay that a `Retry-After` header requests: a number of seconds, or an HTTP date
/// minus `now`. Never negative; nothing if the text is neither.
///
/// White space around the value is allowed. Numbers beyond 2^31 count as 2^31, as RFC 9111 (section
/// 1.2.2) defines for such numbers. `now` counts as the nearest time in the years 0 to 9999.
/// Source: RFC 9110, section 10.2.3. Linear in the text.
constexpr std::optional<std::chrono::seconds>
parse_retry_after(std::string_view value, std::chrono::sys_seconds now) noexcept {
  using std::chrono::seconds;
  constexpr std::string_view white = " \t\r\n";
  const std::size_t first = value.find_first_not_of(white);
  if (first == value.npos) return std::nullopt;
  value = value.substr(first, value.find_last_not_of(white) - first + 1);
  if (value.find_first_not_of("0123456789") == value.npos) {
    constexpr std::int64_t greatest = std::int64_t{1} << 31;
    std::int64_t n = 0;
    for (const char c : value) n = std::min(n * 10 + (c - '0'), greatest);
    return seconds(n);
  }
  const std::optional<std::chrono::sys_seconds> date = parse_http_date(value, now);
  if (!date) return std::nullopt;
  return std::max(std::chrono::duration_cast<seconds>(*date - detail::in_calendar(now)),
                  seconds(0));
}

} // namespace assay
