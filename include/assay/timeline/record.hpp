// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace assay::timeline {

/// The role of an event in its span or session.
enum class role : std::uint8_t {
  event,       ///< an event without a special meaning
  span_start,  ///< the start of its span
  span_end,    ///< the end of its span
  session_end, ///< the end of its session: nothing should follow
};

/// An event for the timeline, independent of its system. The members are views: `event_log::add`
/// copies what it keeps.
struct record {
  std::string_view session{}; ///< the id of the session
  std::uint64_t seq = 0;      ///< the position in the session; gaps are normal
  std::string_view key{};    ///< the idempotency key; empty: none, and the event is not a duplicate
  std::string_view span{};   ///< the id of the span that the event belongs to; empty: none
  std::string_view parent{}; ///< the id of the parent span; empty: unknown
  std::string_view label{};  ///< the type of the event, for people
  timeline::role role = role::event; ///< what the event means for its span or session
  std::string_view name{}; ///< for the start or end of a span: the span's name; empty: none
  std::optional<double>
      duration_ms{}; ///< for a span's end: the duration of the span in milliseconds; a value that
                     ///< is not finite counts as missing
};

} // namespace assay::timeline
