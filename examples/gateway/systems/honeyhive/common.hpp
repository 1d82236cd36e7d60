// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "router.hpp"
#include "systems/batch_outcome.hpp"

#include "assay/batch/batch_validator.hpp"
#include "assay/honeyhive/routes.hpp"

#include <deque>
#include <string>
#include <string_view>

namespace gateway::honeyhive {

namespace wire = assay::honeyhive;

inline constexpr std::string_view system_name = "honeyhive";

/// Returns the session of an event that names none. It is derived from the event id, so that a
/// retry of the event is recognized.
std::string session_of(std::string_view event_id);

/// Returns a new id, as the server makes for an event or session without one.
std::string new_id();

/// The store for a batch. Events without a session get one, and events with an empty id get a new
/// id.
class window {
 public:
  explicit window(event_store& store) noexcept : store_(store) {}

  assay::dedupe_outcome observe_without_forgetting(std::string_view session, std::string_view key,
                                                   std::optional<std::uint64_t>,
                                                   std::string_view text) {
    if (key.empty()) key = generated.emplace_back(new_id());
    const std::string own = session.empty() ? session_of(key) : std::string(session);
    return store_.add({.system = system_name, .session = own, .key = key, .text = text});
  }
  std::size_t size() const noexcept { return store_.remembered(); }
  bool forget(std::string_view session, std::string_view key) {
    return store_.forget(system_name, session, key);
  }
  void forget_newest(std::size_t n) noexcept { store_.forget_newest(n); }
  void forget_oldest() noexcept {}

  std::deque<std::string> generated; ///< the new ids for events with an empty id, in order

 private:
  event_store& store_;
};

/// Stores the event of a request with a single event, and responds.
response add_event(event_store& store, std::string_view event, std::string_view body);

/// Opens the session that a request starts, and responds.
response start_session(event_store& store, std::string_view session);

/// Stores the accepted events of a batch that are not stored yet, and responds. `session`: the
/// session of all events; empty: each event has its own.
response finish_batch(event_store& store, const assay::batch_verdict& v, window& seen,
                      const request& r, const batch_place& place);

/// Returns the common session of the events of a batch, from the other members of the body; empty
/// if there is none.
std::string shared_session(const assay::batch_body& body);

} // namespace gateway::honeyhive
