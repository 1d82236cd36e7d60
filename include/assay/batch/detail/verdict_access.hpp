// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/body.hpp"
#include "assay/batch/verdict.hpp"
#include "assay/error/detail/report_access.hpp"

#include <string_view>

namespace assay::detail {

/// Lets the library's validators fill a verdict, batch after batch, so that it reuses its memory. A
/// function that throws `std::bad_alloc` changes no event and no count.
struct verdict_access {
  /// Resets the verdict to that of an unchecked body: not readable, without events and without a
  /// reason.
  static void reset(batch_verdict& v) noexcept {
    report_access::assign(v.body_report_, false, true);
    v.form_ = body_form::none;
    v.events_.clear();
    v.rejected_count_ = v.duplicates_ = 0;
  }
  /// Adds the next event, to be filled. It is not counted yet.
  static checked_event& add(batch_verdict& v) { return v.events_.emplace_back(); }
  /// Sets the verdict's report, form and number of events from a body that was split or rejected.
  static void begin(batch_verdict& v, const batch_body& body) {
    v.body_report_ = body.report();
    v.form_ = body.form();
    v.events_.resize(body.events().size());
  }
  static checked_event& event(batch_verdict& v, std::size_t index) noexcept {
    return v.events_[index];
  }
  /// Marks an existing event as a duplicate and counts it.
  static void mark_duplicate(batch_verdict& v, checked_event& event) noexcept {
    event.what = outcome::duplicate;
    ++v.duplicates_;
  }
  /// Rejects an existing event and returns its report, to be filled.
  static rejected_event& reject(batch_verdict& v, std::size_t index) {
    if (v.rejected_count_ == v.rejected_.size()) v.rejected_.emplace_back();
    v.events_[index] = {.what = outcome::rejected, .text = v.events_[index].text};
    rejected_event& r = v.rejected_[v.rejected_count_++];
    r.index = index;
    return r;
  }
};

} // namespace assay::detail
