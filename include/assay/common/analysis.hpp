// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/event_record.hpp"
#include "assay/common/detail/members.hpp"
#include "assay/common/record.hpp"

namespace assay::common {

/// The record as analysis takes it: a view, so the record must live as long.
///
/// What it is part of is its trace, or its session where it names no trace.
inline analysis::event_record analysis_record_of(const record&& r) = delete; // it would be gone
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
