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
  /// Begins the verdict on a body that was split, or could not be.
  static void begin(batch_verdict& v, const batch_body& body) {
    v.body_report_ = body.report();
    v.form_ = body.form();
    v.events_.clear();
    v.rejected_count_ = v.repeated_ = 0;
  }
  /// The next event; it counts as its outcome says. Precondition: it is not rejected.
  static void add(batch_verdict& v, const judged_event& event) {
    v.events_.push_back(event);
    v.repeated_ += event.what == outcome::repeated;
  }
  /// The next event, rejected for the report's first error; its report, to be filled.
  static rejected_event& add_rejected(batch_verdict& v, std::string_view text) {
    if (v.rejected_count_ == v.rejected_.size()) v.rejected_.emplace_back();
    v.events_.push_back({.what = outcome::rejected, .text = text});
    rejected_event& r = v.rejected_[v.rejected_count_++];
    r.index = v.events_.size() - 1;
    return r;
  }
};

} // namespace assay::detail
