// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/violation.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::promptetheus {

/// Why a session was not opened, read or split, or stamped no event. A session that refuses is as
/// it was before: no sequence number is spent.
struct session_error {
  enum class reason : std::uint8_t {
    not_started,       ///< `session_started` is the first event: call `start`
    already_started,   ///< it is so once
    ended,             ///< `session_end` is the last event
    time_out_of_range, ///< RFC 3339 writes the years 0 to 9999
    no_open_span,      ///< more spans were ended than started
    invalid,           ///< the object would not be valid at `strict`: see `violations`
    persist_first,     ///< the state that is stored covers no more numbers: call `persist`
    out_of_numbers,    ///< there are none left, nor by `persist`
    part_of_session,   ///< it was split off: the session that it is a part of is ended instead
    unreadable_state,  ///< a stored state is not as it was written: see `violations`
  };
  reason why{};
  std::vector<violation> violations{}; ///< of `invalid` and `unreadable_state`: what is wrong, with
                                       ///< paths into the event, the trace or the stored text
  friend bool operator==(const session_error&, const session_error&) = default;
};

/// The reason in words.
constexpr std::string_view message_of(session_error::reason why) noexcept {
  constexpr std::string_view messages[] = {
      "the session has not started: session_started is its first event",
      "the session has started already: session_started is stamped once",
      "the session has ended: session_end is its last event",
      "the time is out of range: expected a year from 0 to 9999",
      "no span is open: each span is ended once",
      "the session refuses what is not valid at strict",
      "the stored state covers no more numbers: persist the session, then stamp",
      "no numbers are left",
      "a part of a session does not end it: the session that it was split from does",
      "the text is not a session's state as it was stored"};
  return messages[static_cast<std::size_t>(why)];
}

/// The error on one line, for people: the reason, then each violation: `...: /id: ... [too_short];
/// /user_goal: ... [missing_member]`. Names of members are in it, values are not.
inline std::string to_string(const session_error& e) {
  std::string out(message_of(e.why));
  for (const violation& v : e.violations)
    out += (&v == e.violations.data() ? ": " : "; ") + assay::to_string(v);
  return out;
}

} // namespace assay::promptetheus
