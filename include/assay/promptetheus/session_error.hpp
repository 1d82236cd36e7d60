// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/violation.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::promptetheus {

/// The reason why a session was not opened, read or split, or why it stamped no event. After an
/// error the session is unchanged: no sequence number is used.
struct session_error {
  /// The kinds of errors.
  enum class reason : std::uint8_t {
    not_started,       ///< `session_started` must be the first event: call `start`
    already_started,   ///< `session_started` can be stamped only once
    ended,             ///< nothing can be stamped after `session_end`
    time_out_of_range, ///< RFC 3339 allows only the years 0 to 9999
    no_open_span,      ///< more spans were ended than started
    invalid,           ///< the object would be invalid at `strict`: see `violations`
    persist_first,     ///< the stored state reserves no more numbers: call `persist`
    out_of_numbers,    ///< no numbers are left, and `persist` reserves no more
    part_of_session,   ///< a part cannot end the session; end the session that it was split from
    unreadable_state,  ///< a stored state is not as it was written: see `violations`
  };
  reason why{};                        ///< the kind of error
  std::vector<violation> violations{}; ///< for `invalid` and `unreadable_state`: with paths into
                                       ///< the event, the trace or the stored text
  /// Compares all members.
  friend bool operator==(const session_error&, const session_error&) = default;
};

/// Returns the reason as a sentence.
constexpr std::string_view message_of(session_error::reason why) noexcept {
  constexpr std::string_view messages[] = {
      "the session has not started: session_started is its first event",
      "the session has started already: session_started is stamped once",
      "the session has ended: session_end is its last event",
      "the time is out of range: expected a year from 0 to 9999",
      "no span is open: each span is ended once",
      "the object is not valid at strict",
      "the stored state reserves no more numbers: persist the session, then stamp",
      "no numbers are left",
      "a part cannot end the session: end the session that it was split from",
      "the text is not a stored session state"};
  return messages[static_cast<std::size_t>(why)];
}

/// Returns the error on one line, for people: the reason, then each violation: `...: /id: ...
/// [too_short]; /user_goal: ... [missing_member]`. Contains names of members but no values.
inline std::string to_string(const session_error& e) {
  std::string out(message_of(e.why));
  for (const violation& v : e.violations)
    out += (&v == e.violations.data() ? ": " : "; ") + assay::to_string(v);
  return out;
}

} // namespace assay::promptetheus
