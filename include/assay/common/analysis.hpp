// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/event_record.hpp"
#include "assay/common/detail/members.hpp"
#include "assay/common/record.hpp"

namespace assay::common {

/// Deleted: the result would be a view into a temporary.
analysis::event_record analysis_record_of(const record&& r) = delete;
/// Returns a view of the record for analysis. The record must outlive it.
///
/// Its `trace` is the record's trace, or the session if there is no trace.
inline analysis::event_record analysis_record_of(const record& r) noexcept {
  return {.trace = r.trace.empty() ? std::string_view(r.session) : std::string_view(r.trace),
          .time = r.time,
          .kind = r.kind,
          .name = r.name,
          .is_error = r.error.has_value(),
          .error_type = r.error_type,
          .error_message = r.error ? std::string_view(*r.error) : std::string_view()};
}

} // namespace assay::common
