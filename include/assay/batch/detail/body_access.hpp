// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/body.hpp"

#include <string_view>

namespace assay::detail {

/// The door through which a `batch_validator` judges events while their body is gone through.
struct body_access {
  /// `batch_body::split`, and calls `judge(at, end)` for each event in the events' own member or
  /// array, in their order: `at` where it begins, `end` where the body ends, whose last byte is `}`
  /// or `]`. It returns where the event ends, a valid JSON value, or null: then that is looked for.
  /// A body that is refused after that has no events.
  template <class Judge>
  static bool split(batch_body& b, std::string_view body, Judge judge) {
    return b.split_by(body, judge);
  }
};

} // namespace assay::detail
