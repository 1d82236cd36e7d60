// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/promptetheus/event.hpp"

namespace assay::promptetheus {

/// What a gateway routes and deduplicates by, as views into the event's text: no allocation.
///
/// A member that was absent, or not of its kind, is empty.
struct header {
  json_text type;
  std::optional<promptetheus::event_type>
      event_type; ///< what `type` names, when it is one of the 16
  json_text session_id;
  json_text seq;
  json_text idempotency_key;
};

/// The header of the event that a `validator<event>` or `line_reader<event>` has gone over last.
///
/// Complete when the event was accepted; of a rejected one, what came before the place where the
/// reader gave up. Valid as long as the event's text.
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
