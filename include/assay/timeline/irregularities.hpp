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

/// Numbers of a session that no event has, from the first to the last. Normal: a producer that
/// drops an event has used its number.
struct gap {
  std::uint64_t first;
  std::uint64_t last;
  friend bool operator==(const gap&, const gap&) = default;
};

/// An event with the `seq` of another one, that is not the same event. A store refuses it; the
/// timeline keeps and reports it.
struct conflict {
  event_index event;
  event_index first; ///< the one that arrived first
  friend bool operator==(const conflict&, const conflict&) = default;
};

/// The gaps from 0 to the session's last event, in order. Linear in the events, however far apart
/// they are.
template <class = void>
std::vector<gap> gaps_of(const ordered_session& s) {
  std::vector<gap> out;
  std::uint64_t next = 0;
  for (const event_index e : s.events()) {
    const std::uint64_t seq = s.log().seq(e);
    if (seq > next) out.push_back({next, seq - 1});
    if (seq == UINT64_MAX) break; // nothing can follow, and there is no next
    next = seq + 1;
  }
  return out;
}

/// The conflicts, in order. Linear in the events.
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

/// The place in `s.events()` of the event that ends the session, the first such:
/// `s.events()[*place]` is the event itself. Nothing when there is none. Linear in the events.
template <class = void>
std::optional<std::size_t> place_of_end(const ordered_session& s) {
  for (std::size_t i = 0; i < s.events().size(); ++i)
    if (s.log().role(s.events()[i]) == role::session_end) return i;
  return std::nullopt;
}

/// The events behind the one that ends the session, a second end among them; one with the same
/// `seq` is a conflict and not behind it. Linear in the events.
template <class = void>
std::span<const event_index> events_after_end(const ordered_session& s) {
  const std::optional<std::size_t> end = place_of_end(s);
  if (!end) return {};
  std::size_t i = *end;
  while (i < s.events().size() && s.log().seq(s.events()[i]) == s.log().seq(s.events()[*end])) ++i;
  return s.events().subspan(i);
}

/// The instances of the session, by their first events: more than one where a process went on with
/// the session of another that had ended, or was forked from it.
///
/// Told by the nonces of the keys `<session_id>:<nonce>:<seq>`; an event whose key is of another
/// form, or disagrees with it, belongs to none. Linear in the events, but for n log n in the
/// changes from one nonce to another.
template <class = void>
std::vector<instance> instances_of(const ordered_session& s) {
  return assay::detail::instances<>(s).take();
}

} // namespace assay::timeline
