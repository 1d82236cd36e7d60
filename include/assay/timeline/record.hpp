// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace assay::timeline {

/// What an event does to its span or session.
enum class role : std::uint8_t {
  event,       ///< nothing: it happened
  span_start,  ///< marks the start of its span
  span_end,    ///< marks its end
  session_end, ///< ends its session: nothing should come after it
};

/// What the timeline needs to know of an event, whatever its system. Views: `event_log::add` copies
/// what it keeps.
struct record {
  std::string_view session{};
  std::uint64_t seq = 0;     ///< place in the session; gaps are normal
  std::string_view key{};    ///< idempotency key; empty: it has none, and is a duplicate of nothing
  std::string_view span{};   ///< the span that it belongs to; empty: none
  std::string_view parent{}; ///< the span around that one; empty: it says nothing of that
  std::string_view label{};  ///< its type, for people
  timeline::role role = role::event;
  std::string_view name{};             ///< of a span's marker: the span's name; empty: none
  std::optional<double> duration_ms{}; ///< of a span's end: how long the span took; what is not
                                       ///< finite counts as absent
};

} // namespace assay::timeline
