// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/violation.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace assay::producttelemetry {

/// A request to send, with the headers `X-Write-Key: <write_key>` and `Content-Type:
/// application/json`.
struct request {
  std::string method{};    ///< the HTTP method
  std::string url{};       ///< the complete URL
  std::string write_key{}; ///< the value of the header `X-Write-Key`
  std::string body{};      ///< the JSON body

  /// Compares all members.
  friend bool operator==(const request&, const request&) = default;
};

/// The outcome of an event: queued, or the reason why not.
enum class track_outcome : std::uint8_t {
  queued,       ///< the event waits to be sent
  invalid,      ///< the server would reject it: see `violations`
  opted_out,    ///< the user has opted out
  no_write_key, ///< there is no write key, so nothing can be sent
  no_client_id, ///< a deletion cleared the client id: set a new one
  shut_down,    ///< `shutdown` was called
};

/// The result of queuing an event.
struct track_result {
  track_outcome outcome{}; ///< the outcome
  std::size_t dropped = 0; ///< the number of older events dropped for it: at most one
  std::vector<violation>
      violations{}; ///< for `invalid`: the errors, at most `limits::max_violations`

  /// Returns whether the event is queued.
  explicit operator bool() const noexcept { return outcome == track_outcome::queued; }
};

/// The outcome of a request's events.
enum class flush_outcome : std::uint8_t {
  delivered, ///< all are settled: the server has them or rejects them permanently
  kept,      ///< events that are neither delivered nor rejected wait for a retry
  split,     ///< the server rejects some permanently: they are sent again at once in two halves
  refused,   ///< the server rejects all permanently
  forgotten, ///< they were deleted meanwhile
};

/// An event that the server rejects permanently. It is not kept anywhere else.
struct refused_event {
  std::string text{}; ///< the event's text
  int status =
      0; ///< of the request that held only this event, or of the event in the response; 0: unknown
  std::string reason{}; ///< in the server's words; may be empty

  /// Compares all members.
  friend bool operator==(const refused_event&, const refused_event&) = default;
};

/// The result of a response.
struct flush_result {
  flush_outcome outcome{};   ///< the outcome of the request's events
  std::size_t events = 0;    ///< the number of events in the request
  std::size_t delivered = 0; ///< the number of events that the server has
  std::size_t dropped =
      0; ///< the number of older events dropped because there was no room to keep all
  std::vector<refused_event> refused{}; ///< the events that the server rejects permanently
  std::vector<violation> violations{};  ///< for a success that was not understood: the reasons. Its
                                        ///< events are kept and may arrive twice

  /// Returns whether the server has all events of the request.
  explicit operator bool() const noexcept {
    return outcome == flush_outcome::delivered && refused.empty();
  }
};

/// Returns whether the server has accepted the events: the status is 200 or 207.
constexpr bool is_ingested(int status) noexcept { return status == 200 || status == 207; }

/// Returns whether the server has accepted a deletion request: the status is 200 or 202.
constexpr bool is_deletion_accepted(int status) noexcept { return status == 200 || status == 202; }

} // namespace assay::producttelemetry
