#pragma once

#include "assay/error/violation.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace assay::producttelemetry {

/// A request to be sent, with the headers `X-Write-Key: <write_key>` and `Content-Type:
/// application/json`.
struct request {
  std::string method{};
  std::string url{};
  std::string write_key{};
  std::string body{};

  friend bool operator==(const request&, const request&) = default;
};

/// Whether an event waits to be sent now, or why not.
enum class track_outcome : std::uint8_t {
  queued,
  invalid,      ///< it would be refused: see `violations`
  opted_out,    ///< the user wants nothing sent
  no_write_key, ///< nothing can be sent
  no_client_id, ///< a deletion has cleared it: set a new one
  shut_down,
};

/// What came of an event.
struct track_result {
  track_outcome outcome{};
  std::size_t dropped = 0; ///< older events that had to go for it: at most one
  std::vector<violation>
      violations{}; ///< of `invalid`: the errors, at most `limits::max_violations`

  /// Whether the event is queued.
  explicit operator bool() const noexcept { return outcome == track_outcome::queued; }
};

/// What became of the events of a request.
enum class flush_outcome : std::uint8_t {
  delivered, ///< they are with the server
  kept,      ///< they wait for a later try
  split,     ///< the server refuses some of them for good: they go out in two halves, at once
  refused,   ///< the server refuses this one event for good: it is in `refused_event`, and nowhere
             ///< else
  forgotten, ///< they were deleted meanwhile
};

/// What came of an answer.
struct flush_result {
  flush_outcome outcome{};
  std::size_t events = 0;  ///< how many the request had
  std::size_t dropped = 0; ///< older events that had to go, since there is no room to keep them all
  std::string refused_event{}; ///< its text

  /// Whether the events are delivered.
  explicit operator bool() const noexcept { return outcome == flush_outcome::delivered; }
};

/// Whether the server has taken the events: the status is exactly 200 or 207.
constexpr bool is_ingested(int status) noexcept { return status == 200 || status == 207; }

/// Whether the server has taken a request for deletion: the status is exactly 200 or 202.
constexpr bool is_deletion_accepted(int status) noexcept { return status == 200 || status == 202; }

/// Whether the status is about the body, so that the same one will be refused again: 400, 413 or
/// 422.
///
/// The others are about the server, the network, the key or the URL (401, 403, 404, redirections),
/// and no event is to blame.
constexpr bool is_refusal_of_body(int status) noexcept {
  return status == 400 || status == 413 || status == 422;
}

} // namespace assay::producttelemetry
