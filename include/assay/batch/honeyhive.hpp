// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/chunker.hpp"
#include "assay/batch/chunks.hpp"
#include "assay/batch/wrapper.hpp"
#include "assay/honeyhive/single_session.hpp"
#include "assay/json/result.hpp"

#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/mp11/algorithm.hpp>

#include <string>
#include <string_view>

namespace assay::honeyhive {

/// The text around the events of `POST /events/batch`, `/v1/events/batch` and
/// `/v1/sessions/{session_id}/events/batch`: `{"events":[...]}` in every dialect.
inline constexpr batch_wrapper event_batch_wrapper = events_wrapper;

/// Returns the wrapper for events that share one session. Version 1.2.1 has a new name for the
/// flag.
///
/// If you split a batch into several, each part must name the session: assign it to the events with
/// `assign_single_session` first.
constexpr batch_wrapper single_session_wrapper(dialect d) noexcept {
  return specification_of(d) == specification::data_plane
             ? batch_wrapper{R"({"single_session":true,"events":[)", ",", "]}"}
             : batch_wrapper{R"({"is_single_session":true,"events":[)", ",", "]}"};
}

/// The text around the events of `POST /events/model/batch`.
inline constexpr batch_wrapper model_event_batch_wrapper{R"({"model_events":[)", ",", "]}"};

/// Returns the wrapper for model events that share one session.
constexpr batch_wrapper single_session_model_wrapper(dialect d) noexcept {
  return specification_of(d) == specification::data_plane
             ? batch_wrapper{R"({"single_session":true,"model_events":[)", ",", "]}"}
             : batch_wrapper{R"({"is_single_session":true,"model_events":[)", ",", "]}"};
}

/// Returns the JSON text of a batch up to its first event. With it as the prefix of the wrapper,
/// each chunk of the batch's events has the same session members as the whole batch. Error:
/// `code::invalid_value` if JSON cannot express it.
///
/// Use `batch_wrapper{*opening, ",", "]}"}`; the opening must outlive every use of the wrapper.
/// Precondition: the events arrived as a list. (A batch accepted at `reference` may hold any other
/// value of that member in `additional`.)
template <dialect D, batch_use U>
boost::system::result<std::string> opening_of(const basic_batch<D, U>& b) {
  using batch = basic_batch<D, U>;
  batch rest;
  namespace describe = boost::describe;
  using members = describe::describe_members<batch, describe::mod_public>;
  boost::mp11::mp_for_each<members>([&](auto d) {
    constexpr std::string_view name = d.name;
    constexpr bool holds_events = name == "events" || name == "model_events";
    if constexpr (!holds_events) rest.*d.pointer = b.*d.pointer;
  });
  boost::system::result<std::string> opening = write(rest);
  if (!opening) return opening;
  opening->pop_back();
  if (opening->size() > 1) *opening += ',';
  *opening += U == batch_use::model_events ? R"("model_events":[)" : R"("events":[)";
  return opening;
}

} // namespace assay::honeyhive
