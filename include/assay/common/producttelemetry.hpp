// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/common/detail/members.hpp"
#include "assay/common/detail/times.hpp"
#include "assay/common/record.hpp"
#include "assay/producttelemetry/requests.hpp"

#include <vector>

namespace assay::common {

/// Appends the record of a ProductTelemetry event. `attributes` has its properties. Linear in the
/// event.
///
/// For an event of the type `error`, the error is taken from the properties `error_message` and
/// `error_type`.
inline void append_records(std::vector<record>& out, const producttelemetry::event& e) {
  record& r = out.emplace_back();
  r.system = "producttelemetry";
  r.kind = e.event_type;
  r.name = e.event_name;
  r.session = e.session_id;
  r.time = detail::time_of(e.timestamp);
  if (e.event_type == "error") {
    r.error = detail::string_member(e.properties, "error_message");
    r.error_type = detail::string_member(e.properties, "error_type");
  }
  r.attributes = e.properties;
}

/// Appends the records of the request's events, in order.
inline void append_records(std::vector<record>& out,
                           const producttelemetry::ingest_request& request) {
  for (const producttelemetry::event& e : request.events) append_records(out, e);
}

} // namespace assay::common
