#pragma once

#include "assay/common/detail/members.hpp"
#include "assay/common/detail/times.hpp"
#include "assay/common/record.hpp"
#include "assay/noveum/export_request.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay::common {
namespace detail {

/// What spans and traces have in common: times, how it went, attributes.
template <class T>
void take_whole(record& r, const T& value) {
  r.system = "noveum";
  r.name = value.name;
  r.trace = value.trace_id;
  r.time = instant_of(value.start_time);
  r.duration_ms = number_in(value.duration_ms);
  if (!r.duration_ms && r.time && value.end_time)
    if (const auto end = instant_of(*value.end_time)) r.duration_ms = static_cast<double>((*end - *r.time).count()) / 1000;
  if (value.attributes) r.attributes = *value.attributes;
  const std::string_view status = text_in(value.status);
  if (status.empty() || status == "ok" || status == "unset") return;
  r.error = value.status_message ? *value.status_message : std::string(status);
}

} // namespace detail

/// Appends what a Noveum event has in common with others; `attributes` are its own. An event is an error when it has an attribute
/// `error.message` or `error.type`, or its name ends in `.failed`.
///
/// By itself it does not say what it belongs to: see the overloads for spans and traces. Linear.
inline void append_records(std::vector<record>& out, const noveum::span_event& e) {
  record& r = out.emplace_back();
  r.system = "noveum";
  r.kind = "event";
  r.name = e.name;
  r.time = detail::instant_of(e.timestamp);
  if (e.attributes) r.attributes = *e.attributes;
  std::string message = detail::string_member(r.attributes, "error.message");
  if (message.empty()) message = detail::string_member(r.attributes, "error.type");
  if (!message.empty() || e.name.ends_with(".failed")) r.error = std::move(message);
}

/// Appends a Noveum span, then its events. Its error is the exception's message, else the status' message, else the status itself.
inline void append_records(std::vector<record>& out, const noveum::span& s) {
  record& r = out.emplace_back();
  detail::take_whole(r, s);
  r.role = role::span;
  r.kind = "span";
  r.id = r.span = s.span_id;
  r.parent = detail::text_in(s.parent_span_id);
  if (s.exception) r.error = std::string(detail::text_in(s.exception->message));
  if (!s.events) return;
  for (const noveum::span_event& e : *s.events) {
    append_records(out, e);
    out.back().trace = s.trace_id;
    out.back().span = s.span_id;
  }
}

/// Appends a Noveum trace, its spans with their events, and its own events: all of them of the session that its metadata names.
inline void append_records(std::vector<record>& out, const noveum::trace& t) {
  const std::size_t first = out.size();
  record& r = out.emplace_back();
  detail::take_whole(r, t);
  r.role = role::session;
  r.kind = "trace";
  r.id = t.trace_id;
  if (t.spans)
    for (const noveum::span& s : *t.spans) append_records(out, s);
  if (t.events)
    for (const noveum::span_event& e : *t.events) {
      append_records(out, e);
      out.back().trace = t.trace_id;
    }
  if (!t.metadata || !t.metadata->session_id) return;
  for (std::size_t i = first; i < out.size(); ++i) out[i].session = *t.metadata->session_id;
}

/// Appends the traces of a request.
inline void append_records(std::vector<record>& out, const noveum::export_request& request) {
  for (const noveum::trace& t : request.traces) append_records(out, t);
}

} // namespace assay::common
