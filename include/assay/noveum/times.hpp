// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/instant.hpp"
#include "assay/json/json_text.hpp"
#include "assay/schema/rules.hpp"

#include <cmath>
#include <optional>
#include <string_view>

namespace assay::noveum {

/// The allowed difference between a duration and its start and end times, in milliseconds: one
/// microsecond, the resolution of the times.
///
/// The SDK computes the duration in doubles from the times that it sends. In its traffic the
/// differences are less than 1e-10.
inline constexpr double duration_tolerance = 0.001;

namespace detail {

/// Returns the instant in a member's text; nothing if the member is missing, null or any other
/// value.
inline std::optional<instant> instant_in(std::string_view text) {
  const json_text json(text);
  const std::optional<instant> as_written = parse_rfc3339(json.between_quotes());
  if (as_written || !json.is_escaped()) [[likely]]
    return as_written; // no date-time contains a backslash
  return parse_rfc3339(json.to_string());
}

/// Returns the time between two instants in milliseconds.
inline double milliseconds_between(const instant& from, const instant& to) noexcept {
  const double seconds = static_cast<double>((to.second - from.second).count()) +
                         to.is_leap_second - from.is_leap_second;
  return seconds * 1e3 +
         (static_cast<double>(to.nanosecond) - static_cast<double>(from.nanosecond)) / 1e6;
}

/// The expectation of `find_disagreeing_times`.
inline constexpr std::string_view words_of_times =
    "an end_time that is not before start_time, and a duration_ms of end_time - start_time, within "
    "0.001";

/// Checks times: the end is not before the start, and the duration is their difference. If the end
/// is before the start, only that is reported.
template <class T>
void find_disagreeing_times(const object_texts& object, rule_violations& found) {
  const std::string_view end_text = object.text_of<&T::end_time>();
  const auto start = instant_in(object.text_of<&T::start_time>()), end = instant_in(end_text);
  if (!start || !end) return;
  if (*end < *start) return found.add(end_text, "an end_time that is not before start_time");
  const json_text duration(object.text_of<&T::duration_ms>());
  const std::optional<double> stated = duration.to_double();
  if (stated && std::abs(*stated - milliseconds_between(*start, *end)) > duration_tolerance)
    found.add(duration.text(), "a duration_ms of end_time - start_time, within 0.001");
}

} // namespace detail
} // namespace assay::noveum
