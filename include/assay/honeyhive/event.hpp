// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/honeyhive/dialect.hpp"
#include "assay/honeyhive/relations.hpp"
#include "assay/honeyhive/times.hpp"
#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace assay::honeyhive {

/// The kind of request that holds an event, which determines the required members.
enum class event_use : std::uint8_t {
  alone,    ///< a request with a single event, such as `POST /events`
  in_batch, ///< a batch of events
  model,    ///< a request about model calls: `POST /events/model`, with one event or with a batch
};

namespace detail {

/// A member that only some dialects have.
template <bool Named, class T>
using member_if = std::conditional_t<Named, T, no_member>;

/// Whether members such as `inputs` exist. Version 1.0.4 describes a model call by other members,
/// specific to models.
template <dialect D, event_use U>
inline constexpr bool names_event_members = D != dialect::v0 || U != event_use::model;
/// Whether members such as `messages` exist. In version 1.1.0, events of models have no special
/// members.
template <dialect D, event_use U>
inline constexpr bool names_model_members = U == event_use::model &&
                                            (D == dialect::v0 || D == dialect::legacy);

} // namespace detail

/// One event of a trace: a span around a model call, a tool call, a chain of calls, or a session.
///
/// Times are milliseconds since 1970, UTC. The definition covers all dialects: a member that a
/// dialect lacks is a `no_member` there.
template <dialect D, event_use U>
struct basic_event {
  /// A member of all events except model events of version 1.0.4.
  template <class T>
  using common = detail::member_if<detail::names_event_members<D, U>, std::optional<T>>;
  /// A member of model events only.
  template <class T>
  using models = detail::member_if<detail::names_model_members<D, U>, std::optional<T>>;
  /// A member of model events that has a type in version 1.0.4 and is free-form JSON in 1.2.1.
  template <class T>
  using loosely = models<std::conditional_t<D == dialect::v0, T, raw_json>>;
  /// An array of objects.
  using objects = std::vector<raw_object>;

  detail::member_if<D != dialect::v1, std::optional<std::string>> project{};
  detail::member_if<D != dialect::v0, std::optional<std::string>> project_id{};
  std::optional<std::string> source{};
  std::optional<std::string> event_name{};
  common<std::string> event_type{};
  common<std::string> event_id{};
  common<std::string> session_id{};
  common<std::string> parent_id{};
  common<std::vector<std::string>> children_ids{};
  common<raw_object> config{};
  common<raw_object> inputs{};
  common<raw_object> outputs{};
  optional_or_null<std::string> error{};
  common<number> start_time{};
  common<number> end_time{};
  std::optional<number> duration{};
  detail::member_if<detail::names_model_members<D, U> && D != dialect::v0,
                    std::optional<std::string>>
      model_name{};
  detail::member_if<detail::names_model_members<D, U> && D != dialect::v0,
                    std::optional<std::string>>
      model_version{};
  models<std::string> model{};
  models<std::conditional_t<D == dialect::v0, objects, std::vector<raw_json>>> messages{};
  loosely<raw_object> response{};
  models<std::string> provider{};
  models<raw_object> usage{};
  loosely<number> cost{};
  models<raw_object> hyperparameters{};
  loosely<objects> template_{};
  loosely<raw_object> template_inputs{};
  loosely<objects> tools{};
  loosely<std::string> tool_choice{};
  loosely<raw_object> response_format{};
  common<raw_object> metadata{};
  common<raw_object> feedback{};
  common<raw_object> metrics{};
  common<raw_object> user_properties{};
  additional_members additional{};
  BOOST_DESCRIBE_CLASS(basic_event, (),
                       (project, project_id, source, event_name, event_type, event_id, session_id,
                        parent_id, children_ids, config, inputs, outputs, error, start_time,
                        end_time, duration, model_name, model_version, model, messages, response,
                        provider, usage, cost, hyperparameters, template_, template_inputs, tools,
                        tool_choice, response_format, metadata, feedback, metrics, user_properties,
                        additional),
                       (), ())
  friend bool operator==(const basic_event&, const basic_event&) = default;
};

/// The event of a request that holds one event.
template <dialect D>
using event = basic_event<D, event_use::alone>;
/// An event of a batch.
template <dialect D>
using batched_event = basic_event<D, event_use::in_batch>;
/// A model call.
template <dialect D>
using model_event = basic_event<D, event_use::model>;

namespace detail {

/// Returns the title of events of a use.
consteval std::string_view event_title(event_use u) {
  return u == event_use::model      ? "Model event"
         : u == event_use::in_batch ? "Batched event"
                                    : "Event";
}
consteval std::string_view event_words(event_use u) {
  return u == event_use::model      ? "A model call."
         : u == event_use::in_batch ? "One event of a batch."
                                    : "An event of a model, tool, chain or session.";
}

template <dialect D>
consteval auto event_types() {
  if constexpr (D == dialect::v0) return one_of("model", "tool", "chain");
  else return one_of("model", "tool", "chain", "session");
}

} // namespace detail

template <dialect D, event_use U>
consteval auto rules_of(const basic_event<D, U>*) {
  using e = basic_event<D, U>;
  constexpr bool v0 = D == dialect::v0, alone = U == event_use::alone,
                 model = U == event_use::model;
  constexpr level in_v0 = v0 ? level::published : never;
  // An event without these three members is useless, so `strict` requires them in every
  // specification.
  constexpr bool needs_kind =
      D == dialect::v1 || (alone && (D == dialect::public_api || D == dialect::legacy));
  constexpr level use = model ? never : level::strict;
  constexpr level kind = v0 || needs_kind ? level::published : use;
  // In members of any type, null is an ordinary value.
  constexpr level typed = v0 ? level::reference : never;
  return rules(
      described_as(detail::event_title(U), detail::event_words(U)),
      closed_from(D == dialect::v1 ? level::published : never),
      collect<&e::event_id, &e::parent_id, &e::children_ids>(level::strict),
      field<&e::project>(
          "The project's name.",
          required_from(v0 || (D == dialect::public_api && !alone) ? level::published : never),
          not_null()),
      field<&e::project_id>("The project's id.", not_null()),
      field<&e::source>("The environment or source, such as production, staging or sdk-python.",
                        required_from(v0 && !model ? level::published : never), not_null()),
      field<&e::event_name>("The name of the event or of the model.",
                            required_from(v0 && !model ? level::published : use), not_null()),
      field<&e::event_type>("The type of the span.", detail::event_types<D>(), required_from(kind),
                            not_null()),
      field<&e::event_id>("The event's id; the server makes one if it is missing.", not_null()),
      field<&e::session_id>("The session of the event; the server makes one if it is missing.",
                            not_null()),
      field<&e::parent_id>("The parent event; the session's event at the top.", not_null()),
      field<&e::children_ids>("The ids of the child events.", not_null()),
      field<&e::config>("The configuration.", required_from(in_v0), not_null()),
      field<&e::inputs>("The inputs.", required_from(kind), not_null()),
      field<&e::outputs>("The outputs.", not_null()),
      field<&e::error>("The error message.", not_null(typed)),
      field<&e::start_time>("The start of the event.", not_null()),
      field<&e::end_time>("The end of the event.", whole(in_v0), not_null()),
      field<&e::duration>("The duration in milliseconds.", required_from(in_v0), not_null()),
      field<&e::model_name>("The model's name.", not_null()),
      field<&e::model_version>("The model's version.", not_null()),
      field<&e::model>("The model.", required_from(in_v0), not_null()),
      field<&e::messages>("The messages sent to the model.", required_from(in_v0), not_null()),
      field<&e::response>("The model's response.", required_from(in_v0), not_null(typed)),
      field<&e::provider>("The provider of the model.", required_from(in_v0), not_null()),
      field<&e::usage>("The token usage.", required_from(in_v0), not_null()),
      field<&e::cost>("The cost of the call.", not_null(typed)),
      field<&e::hyperparameters>("The hyperparameters of the model.", not_null()),
      field<&e::template_>("The messages as templates, with variables.", not_null(typed)),
      field<&e::template_inputs>("The values of the variables.", not_null(typed)),
      field<&e::tools>("The tools that the model could call.", not_null(typed)),
      field<&e::tool_choice>("The tool that the model had to call.", not_null(typed)),
      field<&e::response_format>("The required form of the response.", not_null(typed)),
      field<&e::metadata>("Free-form data that the producer attached to the event.", not_null()),
      field<&e::feedback>("The users' feedback.", not_null()),
      field<&e::metrics>("Measurements of the event.", not_null()),
      field<&e::user_properties>("Data about the user.", not_null()),
      check_members<&e::start_time, &e::end_time>(level::strict, detail::ends_after_start,
                                                  "an end_time that is not before start_time"),
      check_members<&e::start_time, &e::end_time, &e::duration>(
          level::strict, detail::lasts_as_long, "a duration of end_time - start_time, within 1 ms"),
      check_object(level::strict,
                   detail::find_self_references<&e::event_id, &e::children_ids, &e::parent_id>,
                   "children_ids and a parent_id that are not the event's own id"));
}

} // namespace assay::honeyhive
