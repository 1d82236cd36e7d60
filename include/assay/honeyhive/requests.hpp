// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/honeyhive/encoded.hpp"
#include "assay/honeyhive/session.hpp"

namespace assay::honeyhive {

/// `{"event": ...}`: the body of `POST /events`. On the /v1 routes the event itself is the body.
template <dialect D>
struct event_request {
  static_assert(D != dialect::v1, "the /v1 routes have no wrapper: use honeyhive::event");

  std::optional<std::conditional_t<D == dialect::public_api, std::string, honeyhive::event<D>>>
      event{};
  additional_members additional{};
  BOOST_DESCRIBE_CLASS(event_request, (), (event, additional), (), ())
  friend bool operator==(const event_request&, const event_request&) = default;
};

/// `{"session": ...}`: the body of `POST /session/start`. On the /v1 routes the session itself is
/// the body.
template <dialect D>
struct session_request {
  static_assert(D != dialect::v1, "the /v1 routes have no wrapper: use honeyhive::session");

  std::optional<std::conditional_t<D == dialect::public_api, std::string, honeyhive::session<D>>>
      session{};
  additional_members additional{};
  BOOST_DESCRIBE_CLASS(session_request, (), (session, additional), (), ())
  friend bool operator==(const session_request&, const session_request&) = default;
};

/// `{"model_event": ...}`: the body of `POST /events/model`.
template <dialect D>
struct model_event_request {
  static_assert(D != dialect::v1,
                "there is no /v1 route for one model event: use honeyhive::event");

  std::optional<honeyhive::model_event<D>> model_event{};
  additional_members additional{};
  BOOST_DESCRIBE_CLASS(model_event_request, (), (model_event, additional), (), ())
  friend bool operator==(const model_event_request&, const model_event_request&) = default;
};

/// Changes of an event: the body of `PUT /events`, and of `PUT /v1/events/{event_id}`, where the
/// path contains the id.
template <dialect D>
struct event_update {
  /// Whether the dialect belongs to the data plane.
  static constexpr bool data_plane = specification_of(D) == specification::data_plane;

  detail::member_if<D != dialect::v1, std::optional<std::string>> event_id{};
  std::optional<raw_object> metadata{};
  std::optional<raw_object> feedback{};
  std::optional<raw_object> metrics{};
  optional_or_null<raw_object> outputs{};
  std::optional<raw_object> config{};
  std::optional<raw_object> user_properties{};
  std::optional<number> duration{};
  detail::member_if<data_plane, std::optional<number>> end_time{};
  detail::member_if<data_plane, std::optional<std::vector<std::string>>> children_ids{};
  additional_members additional{};
  BOOST_DESCRIBE_CLASS(event_update, (),
                       (event_id, metadata, feedback, metrics, outputs, config, user_properties,
                        duration, end_time, children_ids, additional),
                       (), ())
  friend bool operator==(const event_update&, const event_update&) = default;
};

namespace detail {

/// Returns the level from which the wrapped object is required. Version 1.0.4 does not require it.
consteval level wrapped_from(dialect d) {
  return d == dialect::v0 ? level::strict : level::published;
}
/// Returns the level from which the encoded object is checked. Only version 1.1.0 has a string.
consteval level encoded_from(dialect d) { return d == dialect::public_api ? level::strict : never; }

/// Returns examples of the wrapped object in the dialect's form.
template <dialect D>
consteval auto example_of_event() {
  if constexpr (D == dialect::public_api)
    return examples(
        R"("{\"event_type\":\"tool\",\"event_name\":\"search\",\"source\":\"production\",)"
        R"(\"project\":\"support\",\"inputs\":{},\"config\":{},\"duration\":12.5}")");
  else
    return examples(R"({"event_type":"tool","event_name":"search","source":"production",)"
                    R"("project":"support","inputs":{},"config":{},"duration":12.5})");
}
template <dialect D>
consteval auto example_of_session() {
  if constexpr (D == dialect::public_api)
    return examples(R"("{\"session_name\":\"support\",\"source\":\"production\"}")");
  else if constexpr (D == dialect::v0)
    return examples(R"({"session_name":"support","source":"production","project":"support"})");
  else return examples(R"({"session_name":"support","source":"production"})");
}

template <dialect D>
bool holds_event(json_text encoded) {
  return holds_encoded<event<D>>(encoded);
}
template <dialect D>
bool holds_session(json_text encoded) {
  return holds_encoded<session<D>>(encoded);
}

} // namespace detail

template <dialect D>
consteval auto rules_of(const event_request<D>*) {
  using r = event_request<D>;
  return rules(described_as("Event request", "An event in its wrapper."),
               field<&r::event>("The event; in version 1.1.0 its JSON as a string.",
                                required_from(detail::wrapped_from(D)), not_null(),
                                detail::example_of_event<D>()),
               check_members<&r::event>(detail::encoded_from(D), detail::holds_event<D>,
                                        "the JSON of an event that is valid at strict",
                                        code::invalid_format));
}

template <dialect D>
consteval auto rules_of(const session_request<D>*) {
  using r = session_request<D>;
  return rules(described_as("Session request", "A session in its wrapper."),
               field<&r::session>("The session; in version 1.1.0 its JSON as a string.",
                                  required_from(detail::wrapped_from(D)), not_null(),
                                  detail::example_of_session<D>()),
               check_members<&r::session>(detail::encoded_from(D), detail::holds_session<D>,
                                          "the JSON of a session that is valid at strict",
                                          code::invalid_format));
}

template <dialect D>
consteval auto rules_of(const model_event_request<D>*) {
  using r = model_event_request<D>;
  return rules(described_as("Model event request", "A model call in its wrapper."),
               field<&r::model_event>("The model call.", required_from(detail::wrapped_from(D)),
                                      not_null()));
}

template <dialect D>
consteval auto rules_of(const event_update<D>*) {
  using u = event_update<D>;
  return rules(
      described_as("Event update", "Changes of an event."),
      field<&u::event_id>("The event's id.", required_from(level::published), not_null()),
      field<&u::metadata>("Free-form data that the producer attaches to the event.", not_null()),
      field<&u::feedback>("The users' feedback.", not_null()),
      field<&u::metrics>("Measurements of the event.", not_null()),
      field<&u::outputs>("The outputs.", not_null(u::data_plane ? never : level::reference)),
      field<&u::config>("The configuration.", not_null()),
      field<&u::user_properties>("Data about the user.", not_null()),
      field<&u::duration>("The duration in milliseconds.", not_null()),
      field<&u::end_time>("The end of the event.", not_null()),
      field<&u::children_ids>("The ids of the child events.", not_null()),
      check_object(u::data_plane ? level::strict : never,
                   detail::find_self_references<&u::event_id, &u::children_ids>,
                   "children_ids without the event's own id"));
}

} // namespace assay::honeyhive
