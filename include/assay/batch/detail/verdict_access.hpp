// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/body.hpp"
#include "assay/batch/verdict.hpp"
#include "assay/error/detail/report_access.hpp"

#include <string_view>

namespace assay::detail {

/// The door through which this library's validators fill a verdict, batch after batch, so that it
/// keeps its memory. What throws std::bad_alloc changes no event and no count.
struct verdict_access {
  /// Makes it the verdict on a body that nobody has judged: not readable, without events or a
  /// reason.
  static void reset(batch_verdict& v) noexcept {
    report_access::assign(v.body_report_, false, true);
    v.form_ = body_form::none;
    v.events_.clear();
    v.rejected_count_ = v.repeated_ = 0;
  }
  /// The next event, to be filled: of it nothing counts yet.
  static judged_event& add(batch_verdict& v) { return v.events_.emplace_back(); }
  /// Makes it the verdict on a body that was split, or could not be: on as many events as that has.
  static void begin(batch_verdict& v, const batch_body& body) {
    v.body_report_ = body.report();
    v.form_ = body.form();
    v.events_.resize(body.events().size());
  }
  static judged_event& event(batch_verdict& v, std::size_t index) noexcept {
    return v.events_[index];
  }
  /// Counts an event that is there as repeated.
  static void repeat(batch_verdict& v, judged_event& event) noexcept {
    event.what = outcome::repeated;
    ++v.repeated_;
  }
  /// Rejects an event that is there; its report, to be filled.
  static rejected_event& reject(batch_verdict& v, std::size_t index) {
    if (v.rejected_count_ == v.rejected_.size()) v.rejected_.emplace_back();
    v.events_[index] = {.what = outcome::rejected, .text = v.events_[index].text};
    rejected_event& r = v.rejected_[v.rejected_count_++];
    r.index = index;
    return r;
  }
};

} // namespace assay::detail
