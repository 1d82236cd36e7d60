// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/body.hpp"

#include <string_view>

namespace assay::detail {

/// Lets a `batch_validator` check events while their body is scanned.
struct body_access {
  /// Splits a body as `batch_body::split` does, and calls `check_event(at, end)` for each event in
  /// the events' member or array, in order. `at` is the event's start; `end` is the body's end,
  /// whose last byte is `}` or `]`. `check_event` returns the end of a valid event, or null to have
  /// the end searched for. A body that is rejected afterwards has no events.
  template <class CheckEvent>
  static bool split(batch_body& b, std::string_view body, CheckEvent check_event) {
    return b.split_by(body, check_event);
  }
};

} // namespace assay::detail
