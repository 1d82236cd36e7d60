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

/// What stands around the events of `POST /events/batch`, `/v1/events/batch` and
/// `/v1/sessions/{session_id}/events/batch`: in every dialect `{"events":[...]}`.
inline constexpr batch_wrapper event_batch_wrapper = events_wrapper;

/// The same for events that share one session: version 1.2.1 has a new name for the flag.
///
/// A batch that is cut in several must name its session in each: give it to the events by
/// `assign_single_session` first.
constexpr batch_wrapper single_session_wrapper(dialect d) noexcept {
  return specification_of(d) == specification::data_plane
             ? batch_wrapper{R"({"single_session":true,"events":[)", ",", "]}"}
             : batch_wrapper{R"({"is_single_session":true,"events":[)", ",", "]}"};
}

/// What stands around the events of `POST /events/model/batch`.
inline constexpr batch_wrapper model_event_batch_wrapper{R"({"model_events":[)", ",", "]}"};

/// The same for events that share one session.
constexpr batch_wrapper single_session_model_wrapper(dialect d) noexcept {
  return specification_of(d) == specification::data_plane
             ? batch_wrapper{R"({"single_session":true,"model_events":[)", ",", "]}"}
             : batch_wrapper{R"({"is_single_session":true,"model_events":[)", ",", "]}"};
}

/// All of a batch but its events, up to where they begin: the prefix of a wrapper by which each
/// chunk of them says the same of its session as the whole batch does. `code::invalid_value` when
/// JSON cannot express it.
///
/// `batch_wrapper{*opening, ",", "]}"}`, and the opening outlives whoever uses it. Precondition:
/// `events` did not come as something else than a list of events, which a batch that was accepted
/// at `reference` only keeps among `additional`.
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
