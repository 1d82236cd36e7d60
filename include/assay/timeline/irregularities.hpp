// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/timeline/detail/instances.hpp"
#include "assay/timeline/instance.hpp"
#include "assay/timeline/ordering.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace assay::timeline {

/// Consecutive sequence numbers that no event of the session has. Gaps are normal: a producer may
/// drop an event after it has used its number.
struct gap {
  std::uint64_t first; ///< the first missing number
  std::uint64_t last;  ///< the last missing number
  /// Compares all members.
  friend bool operator==(const gap&, const gap&) = default;
};

/// An event with the same `seq` as another event but a different key. Systems reject it when they
/// store events; the timeline keeps and reports it.
struct conflict {
  event_index event; ///< the event
  event_index first; ///< the event with this `seq` that arrived first
  /// Compares all members.
  friend bool operator==(const conflict&, const conflict&) = default;
};

/// Returns the gaps from 0 to the session's last event, in order. Linear in the events, however
/// large the gaps are.
template <class = void>
std::vector<gap> gaps_of(const ordered_session& s) {
  std::vector<gap> out;
  std::uint64_t next = 0;
  for (const event_index e : s.events()) {
    const std::uint64_t seq = s.log().seq(e);
    if (seq > next) out.push_back({next, seq - 1});
    if (seq == UINT64_MAX) break; // nothing can follow
    next = seq + 1;
  }
  return out;
}

/// Returns the conflicts, in order. Linear in the events.
template <class = void>
std::vector<conflict> conflicts_of(const ordered_session& s) {
  std::vector<conflict> out;
  const auto events = s.events();
  for (std::size_t i = 1, first = 0; i < events.size(); ++i) {
    if (s.log().seq(events[i]) != s.log().seq(events[first])) first = i;
    else out.push_back({events[i], events[first]});
  }
  return out;
}

/// Returns the position in `s.events()` of the first event that ends the session. Empty if there is
/// none. The event itself is `s.events()[*place]`. Linear in the events.
template <class = void>
std::optional<std::size_t> place_of_end(const ordered_session& s) {
  for (std::size_t i = 0; i < s.events().size(); ++i)
    if (s.log().role(s.events()[i]) == role::session_end) return i;
  return std::nullopt;
}

/// Returns the events after the one that ends the session, including further ends. An event with
/// the same `seq` is a conflict and is not included. Linear in the events.
template <class = void>
std::span<const event_index> events_after_end(const ordered_session& s) {
  const std::optional<std::size_t> end = place_of_end(s);
  if (!end) return {};
  std::size_t i = *end;
  while (i < s.events().size() && s.log().seq(s.events()[i]) == s.log().seq(s.events()[*end])) ++i;
  return s.events().subspan(i);
}

/// Returns the instances of the session, in the order of their first events. There is more than one
/// if a process continued the session of another one, or was forked from it.
///
/// Instances are identified by the nonces of the keys `<session_id>:<nonce>:<seq>`. An event whose
/// key has another form, or does not match the event, belongs to no instance. Linear in the events,
/// and n log n in the changes from one nonce to another.
template <class = void>
std::vector<instance> instances_of(const ordered_session& s) {
  return assay::detail::instances<>(s).take();
}

} // namespace assay::timeline
