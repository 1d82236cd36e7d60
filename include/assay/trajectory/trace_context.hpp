// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/trajectory/make_event.hpp"
#include "assay/trajectory/stored_trajectory.hpp"

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::trajectory {

/// A trace under construction: its id, and the events that wait until its trajectory is stored.
///
/// One context must not be used by two threads at once. It sends nothing: `upload_trace`
/// (batch/trajectory.hpp) does that through the caller's functions.
class trace_context {
 public:
  /// The type of times, in microseconds.
  using time_point = std::chrono::sys_time<std::chrono::microseconds>;

  /// Constructs a trace with a new id, 32 hexadecimal digits made of `random`.
  explicit trace_context(const random_bytes<16>& random)
      : trace_id_(random_event_id(random).str()) {}
  /// Constructs a trace with a new id of the system's random bytes.
  trace_context() : trace_context(system_random<16>()) {}
  /// Constructs a trace with the caller's id.
  explicit trace_context(std::string trace_id) : trace_id_(std::move(trace_id)) {}

  /// Returns the trace's id.
  std::string_view trace_id() const noexcept { return trace_id_; }

  /// Returns the events not yet pushed, in order. Valid until the context changes.
  std::span<const telemetry_event> events() const noexcept { return events_; }

  /// Completes the event as `make_event` does and adds it. The event gets this trace's id as its
  /// `trace_id` and `session_id`. Ids that are already set are kept, so you can group events
  /// differently.
  ///
  /// Returns the added event, valid until the context changes. Amortized constant time, apart from
  /// the event's size. If it throws `std::bad_alloc`, no event is added.
  const telemetry_event& event(telemetry_event e, time_point now, const random_bytes<16>& random) {
    if (!e.trace_id || e.trace_id->empty()) e.trace_id.emplace(trace_id_);
    if (e.session_id.empty()) e.session_id = trace_id_;
    return events_.emplace_back(make_event(std::move(e), now, random));
  }
  /// Adds an event with the system's time and random bytes.
  const telemetry_event& event(telemetry_event e) {
    return event(std::move(e), system_now(), system_random<16>());
  }
  /// Adds an event with this type and these properties, at the system's time.
  template <std::convertible_to<std::string_view> Name>
  const telemetry_event& event(const Name& event_type, raw_object properties = {}) {
    return event(telemetry_event{.event_type = std::string(event_type),
                                 .properties = std::move(properties)});
  }

  /// Returns a trajectory of these messages, with this trace's id.
  stored_trajectory build_trajectory(std::vector<raw_json> messages,
                                     optional_or_null<std::string> conversation_id = nullptr,
                                     optional_or_null<std::string> data_source = nullptr) const {
    return {.trace_id = trace_id_,
            .messages = std::move(messages),
            .conversation_id = std::move(conversation_id),
            .data_source = std::move(data_source)};
  }

  /// Sets the id of the stored trajectory on the waiting events that have this trace's `trace_id`,
  /// and returns their number.
  ///
  /// Events with another `trace_id` belong to another trace and stay unchanged. If it throws
  /// `std::bad_alloc`, all events stay unchanged.
  std::size_t stamp(std::string_view trajectory_id) {
    const auto is_of_this = [this](const telemetry_event& e) {
      return e.trace_id && *e.trace_id == trace_id_;
    };
    const auto n =
        static_cast<std::size_t>(std::count_if(events_.begin(), events_.end(), is_of_this));
    std::vector<std::string> ids(
        n, std::string(trajectory_id)); // all are made before any event changes
    auto id = ids.begin();
    for (telemetry_event& e : events_)
      if (is_of_this(e)) e.trajectory_id.emplace(std::move(*id++));
    return n;
  }

  /// Keeps only the events whose positions, from 0, satisfy `keeps`. Use it after sending the
  /// others.
  template <class Keeps>
  void keep_if(Keeps keeps) noexcept {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (!keeps(i)) continue;
      if (kept != i) events_[kept] = std::move(events_[i]);
      ++kept;
    }
    events_.erase(events_.begin() + static_cast<std::ptrdiff_t>(kept), events_.end());
  }

 private:
  std::string trace_id_;
  std::vector<telemetry_event> events_;
};

} // namespace assay::trajectory
