// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/json_text.hpp"
#include "assay/schema/rules.hpp"

#include <cmath>
#include <optional>
#include <string_view>

namespace assay::honeyhive {

/// The allowed difference between a duration and its start and end times, in milliseconds.
///
/// The Python client truncates both times to whole milliseconds and measures the duration
/// separately, in microseconds. In its traffic the differences are less than 1.
inline constexpr double duration_tolerance = 1;

namespace detail {

/// Returns the number's value; nothing if the member is missing or not a number.
inline std::optional<double> milliseconds(std::string_view text) noexcept {
  return json_text(text).to_double();
}

/// Returns whether the end is not before the start.
inline bool ends_after_start(json_text start_time, json_text end_time) {
  const auto start = milliseconds(start_time.text()), end = milliseconds(end_time.text());
  return !start || !end || *end >= *start;
}

/// Returns whether the duration is the difference of end and start. Also returns true if the end is
/// before the start; that is reported separately.
inline bool lasts_as_long(json_text start_time, json_text end_time, json_text duration_text) {
  const auto start = milliseconds(start_time.text()), end = milliseconds(end_time.text()),
             duration = milliseconds(duration_text.text());
  return !start || !end || !duration || *end < *start ||
         std::abs(*duration - (*end - *start)) <= duration_tolerance;
}

} // namespace detail
} // namespace assay::honeyhive
