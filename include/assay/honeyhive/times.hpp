// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/json_text.hpp"
#include "assay/schema/rules.hpp"

#include <cmath>
#include <optional>
#include <string_view>

namespace assay::honeyhive {

/// By how many milliseconds a duration may differ from what lies between start and end.
///
/// The Python client cuts both times to whole milliseconds and measures the duration by itself, to
/// the microsecond: in its traffic they differ by less than 1.
inline constexpr double duration_tolerance = 1;

namespace detail {

/// The number's value; nothing when the member is absent or no number.
inline std::optional<double> milliseconds(std::string_view text) noexcept {
  return json_text(text).to_double();
}

/// Whether what has times ends when it starts, or later.
inline bool ends_after_start(json_text start_time, json_text end_time) {
  const auto start = milliseconds(start_time.text()), end = milliseconds(end_time.text());
  return !start || !end || *end >= *start;
}

/// Whether the duration is that between start and end. Where the end is before the start, that
/// alone is said.
inline bool lasts_as_long(json_text start_time, json_text end_time, json_text duration_text) {
  const auto start = milliseconds(start_time.text()), end = milliseconds(end_time.text()),
             duration = milliseconds(duration_text.text());
  return !start || !end || !duration || *end < *start ||
         std::abs(*duration - (*end - *start)) <= duration_tolerance;
}

} // namespace detail
} // namespace assay::honeyhive
