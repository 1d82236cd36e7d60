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

/// How often a request is sent again after a transient failure, how long is waited before, and when
/// a sender gives up.
struct retry_options {
  /// Beside the first attempt. Trajectory's client has 3.
  unsigned max_retries = 3;
  /// The bound of the delay before the first retry; it doubles from retry to retry.
  std::chrono::milliseconds base_delay{500};
  /// The greatest bound.
  std::chrono::milliseconds max_delay{30'000};
  /// The longest that a server's `Retry-After` is obeyed; a longer one counts as this.
  std::chrono::milliseconds max_retry_after{120'000};
  /// The shortest delay, unless `base_delay` is shorter: while a server is away, it gets at most
  /// 1 + t / `min_delay` requests in a time t, whatever the random numbers are.
  std::chrono::milliseconds min_delay{50};
  /// After so many failures in a row, of whichever requests, the server counts as away and a push
  /// ends; 0: never.
  unsigned max_failures = 16;
  /// When the delays since the last success would add up to more, the server counts as away too.
  std::chrono::milliseconds max_total_delay{600'000};
};

/// Whether a failed request may go well when it is sent again as it is: an HTTP status of 408, 425,
/// 429, 500, 502, 503 or 504, or 0, which stands for no answer at all.
constexpr bool is_transient(int status) noexcept {
  constexpr std::array statuses{0, 408, 425, 429, 500, 502, 503, 504};
  return std::find(statuses.begin(), statuses.end(), status) != statuses.end();
}

/// The delay before a retry, anywhere between 0 and the bound `base * 2^attempt`, which is at most
/// `cap` ("full jitter").
///
/// `attempt`: retries that came before, from 0. `random`: from [0, 1); what is outside counts as
/// the nearest value inside, NaN as 0. Negative durations count as 0. The result is below the
/// bound, unless that is 0. Constant time.
constexpr std::chrono::milliseconds backoff_delay(unsigned attempt, std::chrono::milliseconds base,
                                                  std::chrono::milliseconds cap,
                                                  double random) noexcept {
  constexpr double below_one = 0x1.fffffffffffffp-1;
  const std::int64_t greatest = std::max<std::int64_t>(cap.count(), 0);
  std::int64_t bound = std::clamp<std::int64_t>(base.count(), 0, greatest);
  for (; attempt != 0 && bound != 0 && bound != greatest; --attempt)
    bound = bound > greatest / 2 ? greatest : bound * 2;
  if (!(random > 0) || bound == 0) return std::chrono::milliseconds(0);
  // A double may round the bound up beyond 2^53, and the x87 the product of a greater precision not
  // down again.
  const auto part =
      static_cast<std::int64_t>(static_cast<double>(bound) * std::min(random, below_one));
  return std::chrono::milliseconds(std::min(part, bound - 1));
}

/// The delay before a retry when the server may have asked for one: what it asked for, and the
/// backoff on top, so that the clients that it sent away do not come back at once.
constexpr std::chrono::milliseconds retry_delay(unsigned attempt, const retry_options& o,
                                                std::optional<std::chrono::seconds> retry_after,
                                                double random) noexcept {
  using std::chrono::milliseconds;
  const milliseconds backoff = backoff_delay(attempt, o.base_delay, o.max_delay, random);
  if (!retry_after || *retry_after <= std::chrono::seconds(0) ||
      o.max_retry_after <= milliseconds(0))
    return backoff;
  // Compared in seconds: the server's number may have no milliseconds in 64 bits.
  const bool too_long = *retry_after > std::chrono::floor<std::chrono::seconds>(o.max_retry_after);
  const milliseconds asked = too_long ? o.max_retry_after : milliseconds(*retry_after);
  return backoff > milliseconds::max() - asked ? milliseconds::max() : asked + backoff;
}

/// When a sender may try again, and when it gives up: what it knows of one server.
///
/// Failures are counted over all requests, since the next request goes to the same server. It reads
/// no clock: the caller waits as long as it is told. For one thread.
class retry_schedule {
 public:
  constexpr explicit retry_schedule(const retry_options& o = {}) noexcept : options_(o) {}

  /// A request failed: returns how long to wait before the next one, at least the smaller one of
  /// `min_delay` and `base_delay`.
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

  /// A request was answered: the server is there.
  constexpr void succeed() noexcept {
    failures_ = 0;
    waited_ = {};
  }

  /// How many requests have failed in a row.
  constexpr unsigned failures() const noexcept { return failures_; }

  /// Whether the failures in a row, or the delays that were asked for since the last success, are
  /// beyond what the options allow.
  constexpr bool is_spent() const noexcept {
    return (options_.max_failures != 0 && failures_ >= options_.max_failures) ||
           waited_ > options_.max_total_delay;
  }

 private:
  retry_options options_;
  unsigned failures_ = 0;
  std::chrono::milliseconds waited_{};
};

/// How long a `Retry-After` header asks to wait: a number of seconds, or an HTTP date less `now`.
/// Never negative; nothing for a text that is neither.
///
/// White space around the value is allowed. Numbers beyond 2^31 count as that, as RFC 9111
/// (section 1.2.2) has it for such numbers. `now` counts as the nearest in the years 0 to 9999.
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
