#pragma once

#include "assay/json/detail/references.hpp"
#include "assay/json/json_text.hpp"
#include "assay/schema/rules.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace assay::noveum::detail {

/// What a trace's spans say of one another: who is within whom, and the first place where they contradict.
///
/// What is of another kind than it should be says nothing: it is a violation of its own.
class span_relations {
 public:
  /// How many texts there are of a span: span_id, trace_id, parent_span_id and status.
  static constexpr std::size_t texts_of_span = 4;

  /// `spans`: those of one span after another. N log n.
  explicit span_relations(std::span<const std::string_view> spans) {
    nodes_.reserve(spans.size() / texts_of_span);
    for (; spans.size() >= texts_of_span; spans = spans.subspan(texts_of_span)) {
      nodes_.push_back({strings_.characters_of(spans[0]), strings_.characters_of(spans[2]), spans[0], spans[1], spans[2]});
      errors_ += strings_.characters_of(spans[3]) == "error";
      ids_.add(nodes_.back().id, nodes_.size() - 1);
    }
    ids_.sort();
  }

  std::size_t count() const noexcept { return nodes_.size(); }
  /// How many spans have the status `error`.
  std::size_t errors() const noexcept { return errors_; }

  /// The text of the first span's trace id that is another one; nothing when there is none. Linear.
  std::string_view foreign_trace(std::string_view trace_id) {
    const std::string_view id = strings_.characters_of(trace_id);
    if (id.empty()) return {};
    for (const node& n : nodes_)
      if (json_text(n.trace_text).is_string() && strings_.characters_of(n.trace_text) != id) return n.trace_text;
    return {};
  }

  /// The text of the first span id that another span before it has; nothing when all differ. Linear.
  std::string_view repeated_id() const {
    const std::size_t first = ids_.first_repeated();
    return first == nowhere ? std::string_view() : nodes_[first].id_text;
  }

  /// The text of the first parent's id that no span has; nothing when all are there. N log n.
  std::string_view absent_parent() const {
    for (const node& n : nodes_)
      if (!n.parent.empty() && ids_.find(n.parent) == nowhere) return n.parent_text;
    return {};
  }

  /// The text of a parent's id that closes a cycle; nothing when there is none. N log n.
  std::string_view cycle() const {
    std::vector<std::size_t> within;
    within.reserve(nodes_.size());
    for (const node& n : nodes_) within.push_back(ids_.find(n.parent));
    const std::size_t at = assay::detail::place_in_cycle(within);
    return at == nowhere ? std::string_view() : nodes_[at].parent_text;
  }

 private:
  static constexpr std::size_t nowhere = assay::detail::nowhere;

  struct node {
    std::string_view id, parent; ///< their characters
    std::string_view id_text, trace_text, parent_text;
  };

  std::vector<node> nodes_;
  assay::detail::id_index ids_;
  assay::detail::decoded_strings strings_;
  std::size_t errors_ = 0;
};

/// The rules of a trace about its spans.
///
/// The SDK counts an error when its span is ended through the trace, not when it is ended by itself: there may be more errors than it
/// counts.
template <class Trace>
void find_contradictions(const assay::detail::object_texts& trace, breaches& found) {
  if (json_text(text_of<&Trace::spans>(trace.own)).kind() != kind::array) return;
  span_relations spans(trace.collected);
  const std::string_view span_count = text_of<&Trace::span_count>(trace.own), error_count = text_of<&Trace::error_count>(trace.own);
  if (const auto n = json_text(span_count).to_uint64(); n && *n != spans.count()) found.add(span_count, "the number of the spans");
  if (const auto n = json_text(error_count).to_uint64(); n && *n > spans.errors())
    found.add(error_count, "at most the number of spans with an error");
  found.add(spans.foreign_trace(text_of<&Trace::trace_id>(trace.own)), "the trace_id of the trace");
  found.add(spans.repeated_id(), "an id that no other span has");
  found.add(spans.absent_parent(), "the id of a span of the trace");
  found.add(spans.cycle(), "a parent that is not within the span itself");
}

} // namespace assay::noveum::detail
