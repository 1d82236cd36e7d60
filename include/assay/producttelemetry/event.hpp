// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/json_text.hpp"
#include "assay/json/members.hpp"
#include "assay/producttelemetry/event_type.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <string>

namespace assay::producttelemetry {

/// An event in a product: a track event or, by its type, an error event. All six members are always
/// present.
///
/// `event_type` is a string because the recorded client sends any type: see `is_event_type`.
struct event {
  std::string event_name{};
  std::string event_type{};
  std::string client_id{};
  std::string session_id{};
  std::string timestamp{};
  raw_object properties{};
  additional_members additional{};
  friend bool operator==(const event&, const event&) = default;
};
BOOST_DESCRIBE_STRUCT(event, (),
                      (event_name, event_type, client_id, session_id, timestamp, properties,
                       additional))

namespace detail {

/// Returns the rule for the types of events, which the reference implementation does not check.
consteval auto known_types() { return one_of("lifecycle", "usage", "error").from(level::strict); }

} // namespace detail

template <class T = event>
consteval auto rules_of(const event*) {
  return rules(
      described_as("Event", "A track or error event."), all_enforced_from(level::reference),
      field<&T::event_name>(
          "What happened, such as `feature.used`; `error.<error_type>` for an error event.",
          min_length(1).from(level::strict)),
      field<&T::event_type>("The type of the event.", detail::known_types()),
      field<&T::client_id>("The installation, specific to one project; a UUID by default.",
                           min_length(1).from(level::strict)),
      field<&T::session_id>("The run of the client; a UUID.", min_length(1).from(level::strict)),
      field<&T::timestamp>("The time of the event.", format(text_format::date_time, level::strict)),
      field<&T::properties>("Free-form data about the event; for an error event `error_type`, "
                            "`error_message` and `stack_trace`."));
}

} // namespace assay::producttelemetry
