// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/system_source.hpp"
#include "assay/identity/instant.hpp"
#include "assay/json/validator.hpp"
#include "assay/producttelemetry/event.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace assay::producttelemetry {

/// The type of times, in microseconds.
using time_point = std::chrono::sys_time<std::chrono::microseconds>;

/// Returns the time as the recorded client writes it: `2026-11-22T10:51:00.415364+00:00`, without
/// the fraction if that is zero. Empty if RFC 3339 cannot express the time (before the year 0 or
/// after 9999).
inline std::string format_timestamp(time_point time) {
  const auto text = format_rfc3339(time);
  if (!text) return {};
  constexpr std::size_t whole = std::string_view("0000-00-00T00:00:00").size();
  const bool has_fraction =
      time.time_since_epoch() % std::chrono::seconds(1) != std::chrono::microseconds(0);
  std::string out(text->view().substr(0, has_fraction ? text->size() - 1 : whole));
  return out += "+00:00";
}

/// The source of events: the installation and its current run.
struct client_ids {
  std::string client_id{};  ///< kept between runs, one for each project
  std::string session_id{}; ///< of this run

  /// Compares all members.
  friend bool operator==(const client_ids&, const client_ids&) = default;
};

/// Returns a track event.
inline event make_event(const client_ids& of, std::string event_name, raw_object properties,
                        event_type type, time_point now) {
  return {.event_name = std::move(event_name),
          .event_type = std::string(name_of(type)),
          .client_id = of.client_id,
          .session_id = of.session_id,
          .timestamp = format_timestamp(now),
          .properties = std::move(properties)};
}

/// The known details of an error. If there is only a message, only the message is sent.
struct error_details {
  std::optional<std::string> error_type{};    ///< the exception's class
  std::optional<std::string> error_message{}; ///< the error message
  std::optional<std::string> stack_trace{};   ///< the stack trace
};

namespace detail {

/// Any object, split into its members.
struct any_object {
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(any_object, (), (additional))

} // namespace detail

/// Returns an error event. Its name is `error.<error_type>`, and its type is `error`.
///
/// The details are added to `properties` and replace members with the same names, as in the
/// recorded client. The event's name uses the resulting `error_type` if that is a non-empty string;
/// otherwise it is `error.unknown`. (The recorded client writes `error.None` for null; this
/// function does not.)
template <class Object = detail::any_object>
event make_error_event(const client_ids& of, const error_details& details,
                       const raw_object& properties, time_point now) {
  event e = make_event(of, "error.unknown", properties, event_type::error, now);
  Object all;
  if (!validator<Object>().read(properties.text(), all))
    return e; // beyond a limit: the event is checked later anyway
  auto& list = all.additional.list;
  const auto set = [&](std::string_view name, const std::optional<std::string>& value) {
    if (!value) return;
    std::erase_if(list, [&](const auto& member) { return member.first == name; });
    list.emplace_back(name, *value);
  };
  set("error_type", details.error_type);
  set("error_message", details.error_message);
  set("stack_trace", details.stack_trace);
  if (const raw_json* const type = all.additional.find("error_type"))
    if (const std::string name = json_text(type->text()).to_string(); !name.empty())
      e.event_name = "error." + name;
  e.properties = {};
  for (const auto& [name, value] : list) e.properties.append(name, value);
  return e;
}

} // namespace assay::producttelemetry
