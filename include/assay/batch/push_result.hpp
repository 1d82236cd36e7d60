// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/answers.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace assay {

/// Why an event was skipped.
struct push_error {
  std::size_t index = 0; ///< its place among the events, from 0
  std::string
      message{}; ///< the first error on one line: pointer, sentence and code, no value of the event

  friend bool operator==(const push_error&, const push_error&) = default;
};

/// A valid event of which it is not known that the server has it, and what became of its request at
/// last.
struct unpushed_event {
  std::size_t index = 0; ///< its place among the events, from 0
  int status = 0; ///< of the last attempt; 0: it had no answer. Of a request that was not sent: of
                  ///< the answer that ended the push
  unsigned attempts = 0;   ///< how often the event was sent
  bool is_unclear = false; ///< there was an answer, but it does not say what became of the event:
                           ///< it may be stored. See `unclear_answer`

  friend bool operator==(const unpushed_event&, const unpushed_event&) = default;
};

/// An answer that could not be understood, the last one to its request.
struct unclear_answer {
  std::size_t index = 0;  ///< of the request's first event
  std::size_t events = 0; ///< how many events the request held
  std::string reason{};   ///< what is wrong with the answer, on one line

  friend bool operator==(const unclear_answer&, const unclear_answer&) = default;
};

/// What came of a push. Every event that was gone through is pushed, a duplicate, skipped, rejected
/// or unpushed.
struct push_result {
  std::size_t pushed = 0;           ///< events that the server accepted
  std::size_t duplicates = 0;       ///< events that the server had already, where it tells so
  std::size_t skipped = 0;          ///< events that were dropped as invalid; each has its error
  std::vector<push_error> errors{}; ///< in the order of the events
  /// Events that the server rejects, in their order. Those with `is_permanent` false may be
  /// accepted another time: push them again.
  std::vector<event_rejection> rejected{};
  std::vector<unpushed_event> unpushed{}; ///< in the order of the events
  std::vector<unclear_answer> unclear{};  ///< in the order of the requests
  std::string organization_id{};          ///< as in the options

  /// Whether the server has every event that was gone through.
  explicit operator bool() const noexcept {
    return skipped == 0 && rejected.empty() && unpushed.empty();
  }

  /// How many events were gone through: all of them, unless an exception came through.
  std::size_t events() const noexcept {
    return pushed + duplicates + skipped + rejected.size() + unpushed.size();
  }
};

} // namespace assay
