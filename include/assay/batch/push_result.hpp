// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/outcome.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace assay {

/// The reason why an event was skipped.
struct push_error {
  std::size_t index = 0; ///< the event's position among all events, from 0
  std::string message{}; ///< the first error on one line: path, sentence and code, without values
                         ///< of the event

  /// Compares all members.
  friend bool operator==(const push_error&, const push_error&) = default;
};

/// A valid event that the server is not known to have, and the final state of its request.
struct unpushed_event {
  std::size_t index = 0; ///< the event's position among all events, from 0
  int status = 0; ///< the HTTP status of the last attempt; 0: no response. For an event that was
                  ///< never sent: the status that ended the push
  unsigned attempts = 0;   ///< the number of times the event was sent
  bool is_unclear = false; ///< a response arrived but does not report what happened to the event:
                           ///< it may be stored. See `unclear_response`

  /// Compares all members.
  friend bool operator==(const unpushed_event&, const unpushed_event&) = default;
};

/// A response that could not be understood: the last one to its request.
struct unclear_response {
  std::size_t index = 0;  ///< of the request's first event
  std::size_t events = 0; ///< the number of events in the request
  std::string reason{};   ///< what is wrong with the response, on one line

  /// Compares all members.
  friend bool operator==(const unclear_response&, const unclear_response&) = default;
};

/// The result of a push. Every event taken from the input is pushed, a duplicate, skipped, rejected
/// or unpushed.
struct push_result {
  std::size_t pushed = 0; ///< the number of events that the server accepted
  std::size_t duplicates =
      0; ///< the number of events that the server already had, if its responses report that
  std::size_t skipped =
      0; ///< the number of events dropped as invalid; `errors` has one entry for each
  std::vector<push_error> errors{}; ///< in the order of the events
  /// The events that the server rejected, in order. Those with `is_permanent` false may be accepted
  /// later: push them again.
  std::vector<event_rejection> rejected{};
  std::vector<unpushed_event> unpushed{};  ///< in the order of the events
  std::vector<unclear_response> unclear{}; ///< in the order of the requests
  std::string organization_id{};           ///< as in the options

  /// Returns whether the server has every event taken from the input.
  explicit operator bool() const noexcept {
    return skipped == 0 && rejected.empty() && unpushed.empty();
  }

  /// Returns the number of events taken from the input: all of them, unless an exception was
  /// thrown.
  std::size_t events() const noexcept {
    return pushed + duplicates + skipped + rejected.size() + unpushed.size();
  }
};

} // namespace assay
