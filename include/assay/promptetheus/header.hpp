#pragma once

#include "assay/promptetheus/event.hpp"

namespace assay::promptetheus {

/// What a gateway routes and deduplicates by, as views into the event's text: no allocation.
///
/// A member that was absent, or not of its kind, is empty.
struct header {
  json_text type;
  json_text session_id;
  json_text seq;
  json_text idempotency_key;
};

/// The header of the event that a `validator<event>` or `line_reader<event>` has gone over last.
///
/// Complete when the event was accepted; of a rejected one, what stood before the reader gave up. Valid as long as the event's
/// text; of a document that is cut off, until the validator's next event.
template <class Source>
header header_of(const Source& s) noexcept {
  return {json_text(s.text_of_tag()), json_text(s.template text_of<&event::session_id>()), json_text(s.template text_of<&event::seq>()),
          json_text(s.template text_of<&event::idempotency_key>())};
}

} // namespace assay::promptetheus
