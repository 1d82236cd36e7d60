#pragma once

#include "assay/json/number.hpp"
#include "assay/json/raw_json.hpp"
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

using assay::detail::member_texts;

/// The number's value; nothing when the member is absent or no number.
inline std::optional<double> milliseconds(std::string_view text) noexcept {
  if (text.empty() || kind_of(text.front()) != kind::number) return std::nullopt;
  return assay::detail::nearest_double(text);
}

/// Whether what has times ends when it starts, or later.
template <class T>
bool ends_after_start(member_texts texts) {
  const auto start = milliseconds(text_of<&T::start_time>(texts)),
             end = milliseconds(text_of<&T::end_time>(texts));
  return !start || !end || *end >= *start;
}

/// Whether the duration is that between start and end. Where the end is before the start, that
/// alone is said.
template <class T>
bool lasts_as_long(member_texts texts) {
  const auto start = milliseconds(text_of<&T::start_time>(texts)),
             end = milliseconds(text_of<&T::end_time>(texts)),
             duration = milliseconds(text_of<&T::duration>(texts));
  return !start || !end || !duration || *end < *start ||
         std::abs(*duration - (*end - *start)) <= duration_tolerance;
}

} // namespace detail
} // namespace assay::honeyhive
