#pragma once

#include "assay/common/detail/members.hpp"
#include "assay/common/detail/times.hpp"
#include "assay/common/record.hpp"
#include "assay/producttelemetry/requests.hpp"

#include <vector>

namespace assay::common {

/// Appends what a ProductTelemetry event has in common with others; `attributes` are its properties. An error event's message is
/// its `error_message`, or else its `error_type`. Linear in the event.
inline void append_records(std::vector<record>& out, const producttelemetry::event& e) {
  record& r = out.emplace_back();
  r.system = "producttelemetry";
  r.kind = e.event_type;
  r.name = e.event_name;
  r.session = e.session_id;
  r.time = detail::instant_of(e.timestamp);
  r.attributes = e.properties;
  if (e.event_type != name_of(producttelemetry::event_type::error)) return;
  r.error = detail::string_member(e.properties, "error_message");
  if (r.error->empty()) r.error = detail::string_member(e.properties, "error_type");
}

/// Appends the events of a flush.
inline void append_records(std::vector<record>& out, const producttelemetry::ingest_request& request) {
  for (const producttelemetry::event& e : request.events) append_records(out, e);
}

} // namespace assay::common
