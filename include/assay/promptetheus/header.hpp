// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/promptetheus/event.hpp"

namespace assay::promptetheus {

/// The members by which a gateway routes and deduplicates events, as views into the event's text.
/// Allocates nothing.
///
/// A member that is missing or of the wrong type is empty.
struct header {
  json_text type;                                     ///< the text of the event's type
  std::optional<promptetheus::event_type> event_type; ///< the type, if it is one of the 16
  json_text session_id;                               ///< the text of the session id
  json_text seq;                                      ///< the text of the sequence number
  json_text idempotency_key;                          ///< the text of the idempotency key
};

/// Returns the header of the event that a `validator<event>` or `line_reader<event>` has checked
/// last.
///
/// The header is complete if the event was accepted. For a rejected event, it holds the members
/// before the position where reading stopped. Valid as long as the event's text.
template <class Source>
header header_of(const Source& s) noexcept {
  const std::optional<std::size_t> alternative = s.alternative();
  return {json_text(s.text_of_tag()),
          alternative ? std::optional(static_cast<event_type>(*alternative)) : std::nullopt,
          json_text(s.template text_of<&event::session_id>()),
          json_text(s.template text_of<&event::seq>()),
          json_text(s.template text_of<&event::idempotency_key>())};
}

} // namespace assay::promptetheus
