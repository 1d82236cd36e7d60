// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/instant.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::common::detail {

using time_point = std::chrono::sys_time<std::chrono::microseconds>;

/// Returns the time of an ISO 8601 date-time, in UTC if it has no offset; empty for other texts.
inline std::optional<time_point> time_of(std::string_view text) {
  std::optional<instant> t = parse_rfc3339(text);
  if (!t) t = parse_rfc3339(std::string(text) + 'Z');
  return t ? std::optional(t->time()) : std::nullopt;
}

/// Returns the time of a number of milliseconds since 1970, rounded to microseconds; empty if it is
/// further from 1970 than the end of the year 9999.
inline std::optional<time_point> time_of_milliseconds(double ms) noexcept {
  constexpr double greatest = 253'402'300'799'999; // of the year 9999
  if (!(std::abs(ms) <= greatest)) return std::nullopt;
  return time_point(std::chrono::microseconds(std::llround(ms * 1000)));
}

} // namespace assay::common::detail
