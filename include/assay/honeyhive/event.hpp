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

/// What an event is part of: it decides which members it must have.
enum class event_use : std::uint8_t {
  alone,    ///< the one event of a request, such as `POST /events`
  in_batch, ///< one of the events of a batch
  model,    ///< one of a request about calls of models: `POST /events/model`, alone or in a batch
};

namespace detail {

/// A member that only some dialects have.
template <bool Named, class T>
using member_if = std::conditional_t<Named, T, no_member>;

/// Whether members such as `inputs` are named: version 1.0.4 describes a model's call by the
/// members that are a model's own.
template <dialect D, event_use U>
inline constexpr bool names_event_members = D != dialect::v0 || U != event_use::model;
/// Whether members such as `messages` are named: version 1.1.0 has events of models like any other.
template <dialect D, event_use U>
inline constexpr bool names_model_members = U == event_use::model &&
                                            (D == dialect::v0 || D == dialect::legacy);

} // namespace detail

/// One event of a trace: a span around a model's call, a tool's, a chain of them, or a session.
///
/// Times are milliseconds since 1970, UTC. One definition for all dialects: a member that a dialect
/// does not name is a `no_member` there.
template <dialect D, event_use U>
struct basic_event {
  template <class T>
  using common = detail::member_if<detail::names_event_members<D, U>, std::optional<T>>;
  template <class T>
  using models = detail::member_if<detail::names_model_members<D, U>, std::optional<T>>;
  /// Typed in version 1.0.4, of any type in 1.2.1.
  template <class T>
  using loosely = models<std::conditional_t<D == dialect::v0, T, raw_json>>;
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

/// The event of a request that holds one.
template <dialect D>
using event = basic_event<D, event_use::alone>;
/// An event of a batch.
template <dialect D>
using batched_event = basic_event<D, event_use::in_batch>;
/// A model's call.
template <dialect D>
using model_event = basic_event<D, event_use::model>;

namespace detail {

/// What events of a use are called, and what they are.
consteval std::string_view event_title(event_use u) {
  return u == event_use::model      ? "Model event"
         : u == event_use::in_batch ? "Batched event"
                                    : "Event";
}
consteval std::string_view event_words(event_use u) {
  return u == event_use::model      ? "A model's call."
         : u == event_use::in_batch ? "One of the events of a batch."
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
  // Without these three no event is of use: strict asks for them wherever the specification does
  // not.
  constexpr bool needs_kind =
      D == dialect::v1 || (alone && (D == dialect::public_api || D == dialect::legacy));
  constexpr level use = model ? never : level::strict;
  constexpr level kind = v0 || needs_kind ? level::published : use;
  // In loosely typed members null is a value, so it is in their dialect.
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
      field<&e::source>("Where it comes from: production, staging, sdk-python, ...",
                        required_from(v0 && !model ? level::published : never), not_null()),
      field<&e::event_name>("What happened, or the name of the model.",
                            required_from(v0 && !model ? level::published : use), not_null()),
      field<&e::event_type>("What kind of span it is.", detail::event_types<D>(),
                            required_from(kind), not_null()),
      field<&e::event_id>("Its id; the server makes one when it is absent.", not_null()),
      field<&e::session_id>("The session it belongs to; the server makes one when it is absent.",
                            not_null()),
      field<&e::parent_id>("The event around it; at the top, the session's.", not_null()),
      field<&e::children_ids>("The events within it.", not_null()),
      field<&e::config>("How it was set up.", required_from(in_v0), not_null()),
      field<&e::inputs>("What went in.", required_from(kind), not_null()),
      field<&e::outputs>("What came out.", not_null()),
      field<&e::error>("What went wrong.", not_null(typed)),
      field<&e::start_time>("When it began.", not_null()),
      field<&e::end_time>("When it ended.", whole(in_v0), not_null()),
      field<&e::duration>("How long it took, in milliseconds.", required_from(in_v0), not_null()),
      field<&e::model_name>("The model's name.", not_null()),
      field<&e::model_version>("The model's version.", not_null()),
      field<&e::model>("Which model.", required_from(in_v0), not_null()),
      field<&e::messages>("What was said to it.", required_from(in_v0), not_null()),
      field<&e::response>("What it said.", required_from(in_v0), not_null(typed)),
      field<&e::provider>("Whose model.", required_from(in_v0), not_null()),
      field<&e::usage>("How many tokens it took.", required_from(in_v0), not_null()),
      field<&e::cost>("What it cost.", not_null(typed)),
      field<&e::hyperparameters>("How it was set up.", not_null()),
      field<&e::template_>("The messages before their variables were put in.", not_null(typed)),
      field<&e::template_inputs>("The variables.", not_null(typed)),
      field<&e::tools>("What it could call.", not_null(typed)),
      field<&e::tool_choice>("What it was to call.", not_null(typed)),
      field<&e::response_format>("How it was to answer.", not_null(typed)),
      field<&e::metadata>("What the producer attached to the event.", not_null()),
      field<&e::feedback>("What users said of it.", not_null()),
      field<&e::metrics>("What was measured of it.", not_null()),
      field<&e::user_properties>("Whom it served.", not_null()),
      check_members<&e::start_time, &e::end_time>(level::strict, detail::ends_after_start,
                                                  "an end_time that is not before start_time"),
      check_members<&e::start_time, &e::end_time, &e::duration>(
          level::strict, detail::lasts_as_long, "a duration of end_time - start_time, within 1 ms"),
      check_object(level::strict,
                   detail::find_self_references<&e::event_id, &e::children_ids, &e::parent_id>,
                   "children_ids and a parent_id that are not the event's own id"));
}

} // namespace assay::honeyhive
