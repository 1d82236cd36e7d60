// SPDX-License-Identifier: BSL-1.0
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
  delivered, ///< the server has dealt with all of them: it has them, or refuses them for good
  kept,      ///< some wait for a later try: all that are neither delivered nor refused
  split,     ///< the server refuses some of them for good: they go out in two halves, at once
  refused,   ///< the server refuses all of them for good
  forgotten, ///< they were deleted meanwhile
};

/// An event that the server refuses for good: it is here, and nowhere else.
struct refused_event {
  std::string text{};
  int status =
      0; ///< of the request that held it alone, or of the event in the answer; 0: none told
  std::string reason{}; ///< in the server's words; may be empty

  friend bool operator==(const refused_event&, const refused_event&) = default;
};

/// What came of an answer.
struct flush_result {
  flush_outcome outcome{};
  std::size_t events = 0;    ///< how many the request had
  std::size_t delivered = 0; ///< how many of them the server has
  std::size_t dropped = 0; ///< older events that had to go, since there is no room to keep them all
  std::vector<refused_event> refused{};
  std::vector<violation> violations{}; ///< of a success that was not understood: why. Its events
                                       ///< are kept, and may arrive twice

  /// Whether the server has all of them.
  explicit operator bool() const noexcept {
    return outcome == flush_outcome::delivered && refused.empty();
  }
};

/// Whether the server has taken the events: the status is exactly 200 or 207.
constexpr bool is_ingested(int status) noexcept { return status == 200 || status == 207; }

/// Whether the server has taken a request for deletion: the status is exactly 200 or 202.
constexpr bool is_deletion_accepted(int status) noexcept { return status == 200 || status == 202; }

} // namespace assay::producttelemetry
