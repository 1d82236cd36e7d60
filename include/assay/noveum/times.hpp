#pragma once

#include "assay/identity/timestamp.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/number.hpp"
#include "assay/schema/rules.hpp"

#include <cmath>
#include <optional>
#include <string_view>

namespace assay::noveum {

/// By how many milliseconds a duration may differ from what lies between start and end: one microsecond, the resolution of the times.
///
/// The SDK computes the duration from the times that it sends, in doubles: in its traffic they differ by less than 1e-10.
inline constexpr double duration_tolerance = 0.001;

namespace detail {

using assay::detail::member_texts;

/// The instant that a member's text means; nothing when it is absent, null, or another text.
inline std::optional<timestamp> instant_in(std::string_view text) {
  const json_text json(text);
  if (json.is_escaped()) [[unlikely]]
    return parse_rfc3339(json.to_string());
  return parse_rfc3339(json.between_quotes());
}

/// How long it is from one to the other, in milliseconds.
inline double milliseconds_between(const timestamp& from, const timestamp& to) noexcept {
  const double seconds = static_cast<double>((to.second - from.second).count()) + to.is_leap_second - from.is_leap_second;
  return seconds * 1e3 + (static_cast<double>(to.nanosecond) - static_cast<double>(from.nanosecond)) / 1e6;
}

/// Whether what has times ends when it starts, or later.
template <class T>
bool ends_after_start(member_texts texts) {
  const auto end = instant_in(text_of<&T::end_time>(texts));
  if (!end) return true;
  const auto start = instant_in(text_of<&T::start_time>(texts));
  return !start || *end >= *start;
}

/// Whether the duration is that between start and end. Where the end is before the start, that alone is said.
template <class T>
bool lasts_as_long(member_texts texts) {
  const json_text duration(text_of<&T::duration_ms>(texts));
  if (duration.kind() != kind::number) return true;
  const auto start = instant_in(text_of<&T::start_time>(texts)), end = instant_in(text_of<&T::end_time>(texts));
  if (!start || !end || *end < *start) return true;
  return std::abs(assay::detail::nearest_double(duration.text()) - milliseconds_between(*start, *end)) <= duration_tolerance;
}

inline constexpr std::string_view end_not_before_start = "an end_time that is not before start_time";
inline constexpr std::string_view as_long_as_its_times = "a duration_ms of end_time - start_time, within 0.001";

} // namespace detail
} // namespace assay::noveum
