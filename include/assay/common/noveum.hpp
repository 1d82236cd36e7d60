// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/common/detail/members.hpp"
#include "assay/common/detail/times.hpp"
#include "assay/common/record.hpp"
#include "assay/noveum/export_request.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assay::common {
namespace detail {

/// Appends the data that spans and traces share.
template <class T>
record& append_timed(std::vector<record>& out, const T& value) {
  record& r = out.emplace_back();
  r.system = "noveum";
  r.name = value.name;
  r.trace = value.trace_id;
  r.time = time_of(value.start_time);
  r.duration_ms = number_in(value.duration_ms);
  if (const auto end = time_of(text_in(value.end_time)); end && r.time && !r.duration_ms)
    r.duration_ms = static_cast<double>((*end - *r.time).count()) / 1000;
  const std::string_view status = text_in(value.status);
  if (status == "error" || status == "timeout") r.error = text_in(value.status_message);
  if (value.attributes) r.attributes = *value.attributes;
  return r;
}

inline void append_events(std::vector<record>& out,
                          const std::optional<std::vector<noveum::span_event>>& events,
                          const std::string& trace, const std::string& span) {
  if (!events) return;
  for (const noveum::span_event& e : *events) {
    record& r = out.emplace_back();
    r.system = "noveum";
    r.kind = "span_event";
    r.name = e.name;
    r.trace = trace;
    r.span = span;
    r.time = time_of(e.timestamp);
    if (e.attributes) r.attributes = *e.attributes;
    r.error_type = string_member(r.attributes, "error.type");
    const std::string message = string_member(r.attributes, "error.message");
    if (!r.error_type.empty() || !message.empty()) r.error = message;
  }
}

} // namespace detail

/// Appends the records of the span and of its events. Computes a missing duration from the times. A
/// span with neither a duration nor an end time has not ended. Linear in the span.
///
/// A span has an error if its status is `error` or `timeout`, or if it has an exception, whose
/// message is then the error. An event has an error if its attributes have `error.type` or
/// `error.message`.
inline void append_records(std::vector<record>& out, const noveum::span& s) {
  record& r = detail::append_timed(out, s);
  r.role = r.duration_ms || s.end_time ? role::span : role::span_start;
  r.kind = "span";
  r.id = r.span = s.span_id;
  r.parent = detail::text_in(s.parent_span_id);
  if (s.exception) {
    r.error = detail::text_in(s.exception->message);
    r.error_type = detail::text_in(s.exception->type);
  }
  detail::append_events(out, s.events, s.trace_id, s.span_id);
}

/// Appends the records of the trace as a whole, of its events and of its spans, all with the
/// session in the metadata of the trace. Linear in the trace.
inline void append_records(std::vector<record>& out, const noveum::trace& t) {
  const std::size_t first = out.size();
  record& r = detail::append_timed(out, t);
  r.role = role::session;
  r.kind = "trace";
  r.id = t.trace_id;
  detail::append_events(out, t.events, t.trace_id, {});
  if (t.spans)
    for (const noveum::span& s : *t.spans) append_records(out, s);
  const std::string_view session =
      t.metadata ? detail::text_in(t.metadata->session_id) : std::string_view();
  for (std::size_t i = first; i < out.size(); ++i) out[i].session = session;
}

/// Appends the records of the request's traces, in order.
inline void append_records(std::vector<record>& out, const noveum::export_request& request) {
  for (const noveum::trace& t : request.traces) append_records(out, t);
}

} // namespace assay::common
