// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/idempotency_key.hpp"
#include "assay/json/self_references.hpp"
#include "assay/json/members.hpp"
#include "assay/json/json_text.hpp"
#include "assay/promptetheus/payload.hpp"
#include "assay/schema/rules.hpp"
#include "assay/schema/default_initialized.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace assay::promptetheus {

/// One event of a trace: the envelope and its payload.
///
/// The wire member `type` is determined by the payload's alternative. Order events by `(session_id,
/// seq)`, never by timestamp.
struct event {
  std::string session_id{};
  std::string timestamp{};
  std::uint64_t seq{};
  std::string idempotency_key{};
  promptetheus::payload payload{std::in_place_type<user_message>,
                                default_initialized<user_message>()};
  std::optional<raw_object> metadata{};
  std::optional<std::string> span_id{};
  optional_or_null<std::string> parent_id{};
  additional_members additional{};
  friend bool operator==(const event&, const event&) = default;
};
BOOST_DESCRIBE_STRUCT(event, (),
                      (session_id, timestamp, seq, idempotency_key, payload, metadata, span_id,
                       parent_id, additional))

/// Returns whether the idempotency key matches the session id and the sequence number.
///
/// Also returns true if one of the texts is missing, empty or of the wrong type; that is reported
/// separately.
bool key_agrees(json_text session_id, json_text seq, json_text key);

/// Returns whether the parent is not the event's own span. Also returns true if one of the texts is
/// missing or of the wrong type.
bool has_other_parent(json_text span_id, json_text parent_id);

template <class T = event>
consteval auto rules_of(const event*) {
  return rules(
      described_as("Event", "One event of a session."), all_enforced_from(level::reference),
      tag<&T::payload>("type", "One of the 16 event types."),
      field<&T::session_id>("The session that the event belongs to.", min_length(1)),
      field<&T::timestamp>(
          "The time of the client's clock, for information only; events are ordered by `seq`.",
          format(text_format::date_time, level::strict)),
      field<&T::seq>("The position in the session, from 0. Gaps are normal."),
      field<&T::idempotency_key>(
          "The key that identifies duplicates: `<session_id>:<nonce>:<seq>`.", min_length(1)),
      field<&T::payload>("What happened; its form depends on `type`."),
      field<&T::metadata>("Free-form data that the producer attached to the event.",
                          enforced_from(level::published)),
      field<&T::span_id>("The span that the event belongs to.", min_length(1), not_null()),
      field<&T::parent_id>("The parent of that span; null for a span at the top."),
      check_members<&T::session_id, &T::seq, &T::idempotency_key>(
          level::strict, key_agrees, "<session_id>:<nonce>:<seq> of this event",
          code::key_disagrees),
      check_members<&T::span_id, &T::parent_id>(level::strict, has_other_parent,
                                                "another span than the event's own"));
}

inline bool key_agrees(json_text session_id, json_text seq, json_text key) {
  const std::string_view id = session_id.between_quotes(), written = key.between_quotes();
  if (assay::detail::is_key_as_written(written, id, seq.text())) [[likely]]
    return true;
  const std::optional<std::uint64_t> number = seq.to_uint64();
  if (id.empty() || written.empty() || !number) return true;
  if (!session_id.is_escaped() && !key.is_escaped()) return assay::key_agrees(written, id, *number);
  return assay::key_agrees(key.to_string(), session_id.to_string(), *number);
}

inline bool has_other_parent(json_text span_id, json_text parent_id) {
  return !is_same_id(span_id.text(), parent_id.text());
}

} // namespace assay::promptetheus
