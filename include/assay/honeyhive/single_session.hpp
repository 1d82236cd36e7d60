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

/// The id that a batch's session has: its own member, or, where the dialect names none, one that
/// the producer sent all the same.
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

/// Whether the batch says, by either name of the flag, that its events share one session.
template <dialect D, batch_use U>
constexpr bool shares_session(const basic_batch<D, U>& b) noexcept {
  bool shared = false;
  if constexpr (requires { b.single_session.value(); }) shared = b.single_session.value_or(false);
  if constexpr (requires { b.is_single_session.value(); })
    shared = shared || b.is_single_session.value_or(false);
  return shared;
}

/// Gives all events of a batch the session that they share; returns its id. Without the flag
/// nothing happens, and nothing is returned.
///
/// The id is that of `session_properties` (in version 1.2.1 else that of `session`), else that of
/// the first event that has one, else `otherwise`: a new one, as the server would make it. Empty
/// ids are none; where there is none at all, nothing happens. Ids that events have are replaced.
/// Idempotent. Linear. Events that did not fit, and so were kept as they came at `reference`, are
/// not touched. None is when it throws std::bad_alloc.
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
    std::vector<std::string> ids(events->size(), *id); // all of them, before any event changes
    auto next = ids.begin();
    for (auto& e : *events) e.session_id = std::move(*next++);
  }
  return id;
}

} // namespace assay::honeyhive
