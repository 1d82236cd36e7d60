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

/// The verdict on one event of a batch.
enum class outcome : std::uint8_t {
  accepted,  ///< valid and new
  duplicate, ///< valid, but a duplicate of an earlier event: counts as accepted and need not be
             ///< stored
  rejected,  ///< invalid, or in conflict with an earlier event
};

/// One event of a batch. The texts are views into the body.
struct checked_event {
  outcome what{};          ///< the verdict
  std::string_view text{}; ///< the event's text
  // The following are complete if the event was accepted. A member that the system or the event
  // lacks is empty.
  json_text type{};            ///< the text of the event's type
  json_text session_id{};      ///< the text of its session id
  json_text seq{};             ///< the text of its sequence number
  json_text idempotency_key{}; ///< the text of its idempotency key
};

/// A rejected event and the reason.
struct rejected_event {
  std::size_t index = 0;       ///< its position in the batch, from 0
  json_text idempotency_key{}; ///< as sent, of any type; the last one of duplicate members; empty
                               ///< if missing. A view into the body
  code reason_code{};          ///< the code of the first error
  std::string reason{}; ///< the first error on one line: path, sentence and code, without values of
                        ///< the event
  assay::report report{}; ///< all violations; offsets count from the start of the event's text
};

/// The verdict on a batch. Valid until the next batch is checked, and as long as its body lives.
class batch_verdict {
 public:
  /// Returns whether the body could be split into events. If not, there are no events, and
  /// `body_report` holds the reason. The report is empty if memory ran out before the verdict was
  /// complete.
  bool readable() const noexcept { return body_report_.accepted(); }
  /// Returns whether the body is readable and no event was rejected.
  explicit operator bool() const noexcept { return readable() && rejected_count() == 0; }
  /// Returns the violations of the body as a whole.
  const report& body_report() const noexcept { return body_report_; }
  /// Returns how the body holds its events.
  body_form form() const noexcept { return form_; }

  /// Returns all events in order.
  std::span<const checked_event> events() const noexcept { return events_; }
  /// Returns the rejected events in order.
  std::span<const rejected_event> rejected() const noexcept {
    return {rejected_.data(), rejected_count()};
  }
  /// Returns the number of accepted events, including duplicates.
  std::size_t accepted() const noexcept { return events_.size() - rejected_count(); }
  /// Returns the number of duplicates.
  std::size_t duplicates() const noexcept { return duplicates_; }

 private:
  friend struct detail::verdict_access;

  /// Returns 0 for a verdict that was moved from.
  std::size_t rejected_count() const noexcept {
    return rejected_count_ < rejected_.size() ? rejected_count_ : rejected_.size();
  }

  report body_report_;
  body_form form_ = body_form::none;
  std::vector<checked_event> events_;
  std::vector<rejected_event> rejected_; ///< only the first `rejected_count_` are in use
  std::size_t rejected_count_ = 0;
  std::size_t duplicates_ = 0;
};

} // namespace assay
