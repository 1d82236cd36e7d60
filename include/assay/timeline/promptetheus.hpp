// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/escapes.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/walk.hpp"
#include "assay/promptetheus/event.hpp"
#include "assay/timeline/event_log.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace assay {
namespace detail {

/// The members of a state change that describe a span.
struct marker_fields {
  std::string_view name, span_name; ///< empty: missing, or not a string
  std::optional<double> duration_ms;
};

/// Fills in the marker of a Promptetheus event.
inline void set_marker(timeline::record& r, const marker_fields& f) noexcept {
  if (f.name == "span_start") r.role = timeline::role::span_start;
  else if (f.name == "span_end") r.role = timeline::role::span_end;
  else return;
  r.name = f.span_name.empty() ? f.name : f.span_name;
  r.duration_ms = f.duration_ms;
}

/// Returns the members of a state change that matter for the timeline, from the payload's text.
/// `name_room` and `span_name_room` hold unescaped names. The last one of duplicate members counts.
/// Precondition: the text is a valid JSON object.
inline marker_fields marker_fields_of(std::string_view payload, std::string& name_room,
                                      std::string& span_name_room) {
  marker_fields out;
  for_each_member(payload, [&](std::string_view name, std::string_view text) {
    const json_text value(text);
    if (spells(name, "name")) out.name = characters_of(value, name_room);
    else if (spells(name, "span_name")) out.span_name = characters_of(value, span_name_room);
    else if (spells(name, "duration_ms")) out.duration_ms = value.to_double();
  });
  return out;
}

} // namespace detail

namespace timeline {

/// Adds a Promptetheus event to the log. Returns false, and adds nothing, if the log is full.
///
/// Span markers are state changes named `span_start` and `span_end`, including payloads that do not
/// fit their struct. If a marker has no `span_name`, its own name is used. Source: Promptetheus'
/// reference implementation; docs/guide/timeline.md.
inline bool add(event_log& log, const promptetheus::event& e) {
  record r{.session = e.session_id, .seq = e.seq, .key = e.idempotency_key};
  if (e.span_id) r.span = *e.span_id;
  if (e.parent_id) r.parent = *e.parent_id;
  const auto* const untyped = std::get_if<untyped_payload>(&e.payload);
  const auto type = promptetheus::type_of(e.payload);
  r.label = untyped != nullptr ? std::string_view(untyped->type) : name_of(*type);
  std::string name, span_name;
  if (const auto* const change = std::get_if<promptetheus::state_change>(&e.payload)) {
    assay::detail::marker_fields f{change->name, {}, {}};
    if (change->span_name) f.span_name = *change->span_name;
    if (change->duration_ms) f.duration_ms = static_cast<double>(*change->duration_ms);
    assay::detail::set_marker(r, f);
  } else if (type == promptetheus::event_type::state_change) {
    assay::detail::set_marker(
        r, assay::detail::marker_fields_of(untyped->content.text(), name, span_name));
  } else if (type == promptetheus::event_type::session_end) {
    r.role = role::session_end;
  }
  return log.add(r);
}

/// Adds the event that a `validator<promptetheus::event>` or `line_reader<promptetheus::event>` has
/// accepted last, without reading it into a struct. The result is the same as if the event were
/// read and added.
///
/// Returns false, and adds nothing, if the log is full. Precondition: the event was accepted, and
/// its text is still valid.
template <class Source>
requires requires(const Source& s) { s.template text_of<&promptetheus::event::span_id>(); }
bool add(event_log& log, const Source& accepted) {
  enum {
    type_room,
    session_room,
    key_room,
    span_room,
    parent_room,
    name_room,
    span_name_room,
    rooms
  };
  std::string room[rooms]; // for unescaped texts
  const auto text = [&](std::string_view json, int i) {
    return characters_of(json_text(json), room[i]);
  };
  record r{
      .session = text(accepted.template text_of<&promptetheus::event::session_id>(), session_room),
      .seq =
          json_text(accepted.template text_of<&promptetheus::event::seq>()).to_uint64().value_or(0),
      .key = text(accepted.template text_of<&promptetheus::event::idempotency_key>(), key_room),
      .span = text(accepted.template text_of<&promptetheus::event::span_id>(), span_room),
      .parent = text(accepted.template text_of<&promptetheus::event::parent_id>(), parent_room),
      .label = text(accepted.text_of_tag(), type_room)};
  if (r.label == name_of(promptetheus::event_type::state_change)) {
    const std::string_view payload = accepted.template text_of<&promptetheus::event::payload>();
    assay::detail::set_marker(
        r, assay::detail::marker_fields_of(payload, room[name_room], room[span_name_room]));
  } else if (r.label == name_of(promptetheus::event_type::session_end)) {
    r.role = role::session_end;
  }
  return log.add(r);
}

} // namespace timeline
} // namespace assay
