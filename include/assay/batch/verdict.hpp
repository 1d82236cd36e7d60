// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/body.hpp"
#include "assay/error/report.hpp"
#include "assay/json/json_text.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay {
namespace detail {
struct verdict_access; // batch/detail/verdict_access.hpp
} // namespace detail

/// What came of one event of a batch.
enum class outcome : std::uint8_t {
  accepted, ///< valid, and new
  repeated, ///< valid, and the same as one that came before: counts as accepted, and there is
            ///< nothing to store
  rejected, ///< invalid, or in conflict with one that came before
};

/// One event of a batch. The texts are views into the body.
struct judged_event {
  outcome what{};
  std::string_view text{};
  // Complete when it was accepted. What the system has not, or the event, is empty.
  json_text type{};
  json_text session_id{};
  json_text seq{};
  json_text idempotency_key{};
};

/// Why an event was rejected.
struct rejected_event {
  std::size_t index = 0;       ///< its place in the batch, from 0
  json_text idempotency_key{}; ///< as it was sent, whatever its kind, the last one of several;
                               ///< empty when there is none. A view
  code reason_code{};          ///< of the first error
  std::string
      reason{}; ///< the first error on one line: pointer, sentence and code, no value of the event
  assay::report report{}; ///< all violations; offsets count from the start of the event's text
};

/// What came of a batch. Valid until the next one is checked, and as long as its body.
class batch_verdict {
 public:
  /// Whether the body could be told apart into events. If not, there are none, and `body_report`
  /// says why; it says nothing when memory ran out before the verdict was complete.
  bool readable() const noexcept { return body_report_.accepted(); }
  /// Whether all is well: the body is readable, and none of its events was rejected.
  explicit operator bool() const noexcept { return readable() && rejected_count() == 0; }
  /// The violations of the body as a whole.
  const report& body_report() const noexcept { return body_report_; }
  body_form form() const noexcept { return form_; }

  /// All events, in their order.
  std::span<const judged_event> events() const noexcept { return events_; }
  /// The rejected ones, in their order.
  std::span<const rejected_event> rejected() const noexcept {
    return {rejected_.data(), rejected_count()};
  }
  /// How many were accepted, repeats among them.
  std::size_t accepted() const noexcept { return events_.size() - rejected_count(); }
  /// How many were repeats.
  std::size_t repeated() const noexcept { return repeated_; }

 private:
  friend struct detail::verdict_access;

  /// None of what was moved from.
  std::size_t rejected_count() const noexcept {
    return rejected_count_ < rejected_.size() ? rejected_count_ : rejected_.size();
  }

  report body_report_;
  body_form form_ = body_form::none;
  std::vector<judged_event> events_;
  std::vector<rejected_event> rejected_; ///< the first `rejected_count_` are in use
  std::size_t rejected_count_ = 0;
  std::size_t repeated_ = 0;
};

} // namespace assay
