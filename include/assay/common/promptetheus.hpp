// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/common/detail/members.hpp"
#include "assay/common/detail/times.hpp"
#include "assay/common/record.hpp"
#include "assay/promptetheus/event.hpp"
#include "assay/promptetheus/trace.hpp"

#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace assay::common {
namespace detail {

/// Fills in the data of a payload: the name of a tool or a metric, for example, and the error.
template <class P>
void take_payload(record& r, const P& p) {
  if constexpr (std::is_same_v<P, untyped_payload>) {
    r.attributes = p.content;
  } else {
    r.attributes = object_of(p);
    if constexpr (requires { p.tool_name; }) r.name = p.tool_name;
    else if constexpr (requires { p.model; }) r.name = p.model;
    else if constexpr (requires { p.name; }) r.name = p.name;
    if constexpr (std::is_same_v<P, promptetheus::error>) {
      r.error = p.message;
      r.error_type = text_in(p.error_type);
    } else if constexpr (requires { p.error.has_value(); })
      if (p.error) r.error = *p.error;
  }
}

template <class = void>
void take_marker(record& r, const promptetheus::state_change& change) {
  if (change.name == "span_start") r.role = role::span_start;
  else if (change.name == "span_end") r.role = role::span_end;
  else return;
  if (change.span_name) r.name = *change.span_name;
  if (change.duration_ms) r.duration_ms = static_cast<double>(*change.duration_ms);
}

} // namespace detail

/// Appends the record of a Promptetheus event. `attributes` has its payload.
///
/// Span markers are state changes named `span_start` and `span_end`. Linear in the event. The
/// template parameter keeps compilation fast: only callers compile the writers of all payloads.
template <class Payload = promptetheus::payload>
void append_records(std::vector<record>& out, const promptetheus::event& e) {
  record& r = out.emplace_back();
  r.system = "promptetheus";
  r.id = e.idempotency_key;
  r.session = e.session_id;
  r.span = detail::text_in(e.span_id);
  r.parent = detail::text_in(e.parent_id);
  r.time = detail::time_of(e.timestamp);
  r.order = e.seq;
  const auto* const untyped = std::get_if<untyped_payload>(&e.payload);
  const auto type = promptetheus::type_of(e.payload);
  r.kind = untyped != nullptr ? std::string_view(untyped->type) : name_of(*type);
  const Payload& held = e.payload;
  std::visit([&](const auto& payload) { detail::take_payload(r, payload); }, held);
  if (const auto* const change = std::get_if<promptetheus::state_change>(&e.payload))
    detail::take_marker(r, *change);
  if (const auto* const end = std::get_if<promptetheus::session_end>(&e.payload)) {
    r.role = role::session_end;
    if (!r.error && (end->status == "failed" || end->status == "timeout")) r.error.emplace();
  } else if (type == promptetheus::event_type::session_end) r.role = role::session_end;
  if (r.name.empty()) r.name = r.kind;
}

/// Appends the record of the session that the body opens. It has no time.
template <class = void>
void append_records(std::vector<record>& out, const promptetheus::trace& t) {
  record& r = out.emplace_back();
  r.system = "promptetheus";
  r.role = role::session;
  r.kind = "trace";
  r.name = t.agent ? *t.agent : r.kind;
  r.session = r.id = detail::text_in(t.id);
  if (t.metadata) r.attributes = *t.metadata;
}

} // namespace assay::common
