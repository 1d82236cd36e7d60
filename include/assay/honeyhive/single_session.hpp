// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/honeyhive/batch.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::honeyhive {
namespace detail {

/// Returns the id of a batch's session: its member or, if the dialect names none, an additional
/// member that the producer sent.
template <class Properties>
std::optional<std::string> session_id_in(const std::optional<Properties>& properties) {
  if (!properties) return std::nullopt;
  std::string id;
  if constexpr (requires { std::string(*properties->session_id); }) {
    if (properties->session_id) id = *properties->session_id;
  } else if (const raw_json* const sent = properties->additional.find("session_id")) {
    id = json_text(sent->text()).to_string();
  }
  return id.empty() ? std::nullopt : std::optional(std::move(id));
}

} // namespace detail

/// Returns whether the batch states, by either name of the flag, that its events share one session.
template <dialect D, batch_use U>
constexpr bool shares_session(const basic_batch<D, U>& b) noexcept {
  bool shared = false;
  if constexpr (requires { b.single_session.value(); }) shared = b.single_session.value_or(false);
  if constexpr (requires { b.is_single_session.value(); })
    shared = shared || b.is_single_session.value_or(false);
  return shared;
}

/// Assigns the shared session to all events of a batch, and returns its id. Without the flag, it
/// changes nothing and returns nothing.
///
/// The id is the first one found in this order: `session_properties`, `session` (in version 1.2.1),
/// the events, `otherwise`. Pass a new id as `otherwise`, as the server would make one. Empty ids
/// are ignored; without any id, nothing changes. Ids of events are replaced.
///
/// Idempotent. Linear. Events that did not fit their struct and were kept as free-form JSON at
/// `reference` stay unchanged. If it throws `std::bad_alloc`, no event is changed.
template <dialect D, batch_use U>
std::optional<std::string>
assign_single_session(basic_batch<D, U>& b, std::string_view otherwise = {}) requires(
    U == batch_use::events || (U == batch_use::model_events && D != dialect::v0)) {
  if (!shares_session(b)) return std::nullopt;
  auto& events = [&]() -> auto& {
    if constexpr (U == batch_use::events) return b.events;
    else return b.model_events;
  }
  ();
  std::optional<std::string> id = detail::session_id_in(b.session_properties);
  if constexpr (D == dialect::legacy)
    if (!id) id = detail::session_id_in(b.session);
  if (events)
    for (const auto& e : *events)
      if (!id && e.session_id && !e.session_id->empty()) id = e.session_id;
  if (!id && !otherwise.empty()) id = otherwise;
  if (id && events) {
    std::vector<std::string> ids(events->size(), *id); // all are made before any event changes
    auto next = ids.begin();
    for (auto& e : *events) e.session_id = std::move(*next++);
  }
  return id;
}

} // namespace assay::honeyhive
