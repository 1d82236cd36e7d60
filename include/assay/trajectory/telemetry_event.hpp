#pragma once

#include "assay/json/json_text.hpp"
#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace assay::trajectory {

/// One event of product telemetry: what an agent, a tool or a user did.
///
/// A value that nothing changes once it was made: `make_event` makes one, and what the backend adds
/// later (`with_trajectory_id`) is another one.
struct telemetry_event {
  std::string event_type{};
  std::string session_id{};
  std::optional<raw_object> properties{};
  std::optional<std::string> event_id{};
  std::optional<std::string> timestamp{};
  optional_or_null<std::string> user_id{};
  optional_or_null<std::string> trajectory_id{};
  optional_or_null<std::string> trace_id{};
  std::optional<std::string> source{};
  optional_or_null<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const telemetry_event&, const telemetry_event&) = default;
};
BOOST_DESCRIBE_STRUCT(telemetry_event, (),
                      (event_type, session_id, properties, event_id, timestamp, user_id,
                       trajectory_id, trace_id, source, metadata, additional))

/// Whether the text is a dotted name: parts of letters and digits of ASCII, `_` and `-`, joined by
/// dots, such as `user.accept` and `tool_call`. Linear. Source: Trajectory's documentation says
/// "dotted event name", and its examples have names of one part too.
constexpr bool is_event_name(std::string_view text) noexcept {
  bool after_dot = true;
  for (const char c : text) {
    const bool in_part = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || c == '_' || c == '-';
    if (!in_part && (c != '.' || after_dot)) return false;
    after_dot = c == '.';
  }
  return !after_dot;
}

namespace detail {
inline bool has_event_name(assay::detail::member_texts texts);
} // namespace detail

consteval auto rules_of(const telemetry_event*) {
  constexpr assay::detail::any_rule published = enforced_from(level::published);
  return rules(
      all_enforced_from(level::reference),
      field<&telemetry_event::event_type>(
          "What happened, a dotted name: `user.accept`, `tool_call`.", min_length(1)),
      field<&telemetry_event::session_id>(
          "What the event is grouped by; the `trace_id` when a trace context made it.",
          min_length(1)),
      field<&telemetry_event::properties>("What else there is to say of it.", published,
                                          not_null()),
      field<&telemetry_event::event_id>(
          "The idempotency key: sent again, the event is known as the same one.", published,
          min_length(1), not_null(), required_from(level::strict)),
      field<&telemetry_event::timestamp>("When it happened, in ISO 8601.", published,
                                         format(text_format::rfc3339, level::strict), not_null(),
                                         required_from(level::strict)),
      field<&telemetry_event::user_id>("Who used the agent.", published),
      field<&telemetry_event::trajectory_id>(
          "The backend's id of the stored trajectory, known after its upload.", published),
      field<&telemetry_event::trace_id>("The producer's id of the trace, known before.", published),
      field<&telemetry_event::source>("Where it came from: \"sdk\".", published, not_null()),
      field<&telemetry_event::metadata>("Context that is no property of it.", published),
      across<&telemetry_event::event_type>(level::strict, detail::has_event_name,
                                           "letters, digits, '_' and '-' in parts joined by dots",
                                           code::invalid_format));
}

namespace detail {
inline bool has_event_name(assay::detail::member_texts texts) {
  const json_text type(text_of<&telemetry_event::event_type>(texts));
  if (type.between_quotes().empty()) return true; // a violation of its own
  return type.is_escaped() ? is_event_name(type.to_string()) : is_event_name(type.between_quotes());
}
} // namespace detail

/// The event, completed when the backend has stored the trajectory that it belongs to.
inline telemetry_event with_trajectory_id(telemetry_event e, std::string_view trajectory_id) {
  e.trajectory_id.emplace(trajectory_id);
  return e;
}

} // namespace assay::trajectory
