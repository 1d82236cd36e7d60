// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/common/detail/members.hpp"
#include "assay/common/detail/times.hpp"
#include "assay/common/record.hpp"
#include "assay/honeyhive/batch.hpp"
#include "assay/honeyhive/requests.hpp"
#include "assay/honeyhive/single_session.hpp"
#include "assay/json/validator.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace assay::common {
namespace detail {

/// Appends the data that events and sessions share: a time, a duration, and objects with free-form
/// data.
template <class T>
record& append_span(std::vector<record>& out, const T& value) {
  record& r = out.emplace_back();
  r.system = "honeyhive";
  r.role = role::span;
  r.session = text_in(value.session_id);
  const auto start = number_in(value.start_time), end = number_in(value.end_time);
  if (start) r.time = time_of_milliseconds(*start);
  r.duration_ms = number_in(value.duration);
  if (!r.duration_ms && start && end) r.duration_ms = *end - *start;
  if constexpr (requires { value.error.has_value(); })
    if (value.error && !value.error->empty()) r.error = *value.error;
  append_object(r.attributes, "config", value.config);
  append_object(r.attributes, "inputs", value.inputs);
  append_object(r.attributes, "outputs", value.outputs);
  if constexpr (requires { value.hyperparameters; }) {
    append_object(r.attributes, "response", value.response);
    append_object(r.attributes, "usage", value.usage);
    append_object(r.attributes, "hyperparameters", value.hyperparameters);
  }
  append_object(r.attributes, "metadata", value.metadata);
  append_object(r.attributes, "feedback", value.feedback);
  append_object(r.attributes, "metrics", value.metrics);
  append_object(r.attributes, "user_properties", value.user_properties);
  return r;
}

} // namespace detail

/// Appends the record of a HoneyHive event, which is a completed span. `attributes` has its objects
/// (`inputs`, `metadata` and so on) under their names. Linear in the event.
template <honeyhive::dialect D, honeyhive::event_use U>
void append_records(std::vector<record>& out, const honeyhive::basic_event<D, U>& e) {
  record& r = detail::append_span(out, e);
  r.kind = detail::text_in(e.event_type);
  if (r.kind.empty()) r.kind = U == honeyhive::event_use::model ? "model" : "event";
  r.name = detail::text_in(e.event_name);
  if (r.name.empty()) r.name = r.kind;
  r.id = r.span = detail::text_in(e.event_id);
  r.parent = detail::text_in(e.parent_id);
}

/// Appends the record of the session. It is a span, the parent of the events that name the session
/// as their parent.
template <honeyhive::dialect D>
void append_records(std::vector<record>& out, const honeyhive::session<D>& s) {
  record& r = detail::append_span(out, s);
  r.kind = "session";
  r.name = detail::text_in(s.session_name);
  if (r.name.empty()) r.name = r.kind;
  r.id = r.span = r.session;
}

namespace detail {

template <class Events>
void append_all(std::vector<record>& out, const Events& events) {
  if constexpr (requires { events->begin(); })
    if (events)
      for (const auto& e : *events) append_records(out, e);
}

/// Appends the event or session in a wrapper: the object itself or, in version 1.1.0, its JSON.
/// Appends nothing for an invalid text.
template <class T, class Member>
void append_wrapped(std::vector<record>& out, const Member& member) {
  if (!member) return;
  if constexpr (std::is_same_v<std::remove_cvref_t<decltype(*member)>, std::string>) {
    T value;
    if (validator<T>({.level = level::reference}).read(*member, value)) append_records(out, value);
  } else {
    append_records(out, *member);
  }
}

} // namespace detail

/// Appends the records of the batch's events. If the batch states that they share one session, they
/// get that session. Linear; copies the batch in that case.
template <honeyhive::dialect D, honeyhive::batch_use U>
void append_records(std::vector<record>& out, const honeyhive::basic_batch<D, U>& b) {
  const auto append = [&](const auto& batch) {
    detail::append_all(out, batch.events);
    detail::append_all(out, batch.model_events);
  };
  using batch = honeyhive::basic_batch<D, U>;
  if constexpr (requires(batch changed) { assign_single_session(changed); })
    if (shares_session(b)) {
      batch changed = b;
      assign_single_session(changed);
      return append(changed);
    }
  append(b);
}

/// Appends the records of the events in `logs` and `events`.
inline void append_records(std::vector<record>& out, const honeyhive::session_traces& t) {
  detail::append_all(out, t.logs);
  detail::append_all(out, t.events);
}

/// Appends the record of the event in the wrapper.
template <honeyhive::dialect D>
void append_records(std::vector<record>& out, const honeyhive::event_request<D>& r) {
  detail::append_wrapped<honeyhive::event<D>>(out, r.event);
}

/// Appends the record of the model call in the wrapper.
template <honeyhive::dialect D>
void append_records(std::vector<record>& out, const honeyhive::model_event_request<D>& r) {
  detail::append_wrapped<honeyhive::model_event<D>>(out, r.model_event);
}

/// Appends the record of the session in the wrapper.
template <honeyhive::dialect D>
void append_records(std::vector<record>& out, const honeyhive::session_request<D>& r) {
  detail::append_wrapped<honeyhive::session<D>>(out, r.session);
}

} // namespace assay::common
