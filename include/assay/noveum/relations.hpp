// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/references.hpp"
#include "assay/json/self_references.hpp"
#include "assay/json/json_text.hpp"
#include "assay/schema/rules.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace assay::noveum::detail {

/// The number of texts collected from a span: span_id, trace_id, parent_span_id and status.
inline constexpr std::size_t texts_of_span = 4;

/// Checks a span by itself.
template <class Span>
void find_self_references(const object_texts& span, rule_violations& found) {
  assay::find_self_references(span.text_of<&Span::span_id>(), span.text_of<&Span::parent_span_id>(),
                              {}, "a parent that is neither the span itself nor within it", found);
}

/// Checks a trace's numbers of spans and errors, its spans' trace_ids, and the relations between
/// the spans. Values of the wrong type are ignored; they are reported separately. Takes n log n
/// time for n spans.
///
/// The SDK counts an error only if its span is ended through the trace. So a trace may have more
/// errors than its `error_count`.
template <class Trace>
void find_contradictions(const object_texts& trace, rule_violations& found) {
  if (json_text(trace.text_of<&Trace::spans>()).kind() != kind::array) return;
  std::string id_room, room;
  const std::string_view id = characters_of(json_text(trace.text_of<&Trace::trace_id>()), id_room);
  related_objects spans;
  spans.reserve(trace.collected().size() / texts_of_span);
  std::size_t errors = 0;
  for (std::span<const std::string_view> rest = trace.collected(); rest.size() >= texts_of_span;
       rest = rest.subspan(texts_of_span)) {
    spans.add(rest[0], rest[2]);
    if (!id.empty() && json_text(rest[1]).is_string() &&
        characters_of(json_text(rest[1]), room) != id)
      found.add(rest[1], "the trace_id of the trace");
    errors += characters_of(json_text(rest[3]), room) == "error";
  }
  spans.resolve();
  const std::string_view span_count = trace.text_of<&Trace::span_count>(),
                         error_count = trace.text_of<&Trace::error_count>();
  if (const auto n = json_text(span_count).to_uint64(); n && *n != spans.size())
    found.add(span_count, "the number of the spans");
  if (const auto n = json_text(error_count).to_uint64(); n && *n > errors)
    found.add(error_count, "at most the number of spans with an error");
  spans.find_duplicate_ids("an id that no other span has", found);
  spans.find_absent("the id of a span of the trace", found);
  spans.find_cycles("a parent that is neither the span itself nor within it", found);
}

/// Checks the traces of a request by the texts of their trace_ids. Takes n log n time for n traces.
inline void find_repeated_traces(const object_texts& request, rule_violations& found) {
  related_objects traces;
  traces.reserve(request.collected().size());
  for (const std::string_view trace_id : request.collected()) traces.add(trace_id, {});
  traces.resolve();
  traces.find_duplicate_ids("an id that no other trace has", found);
}

} // namespace assay::noveum::detail
