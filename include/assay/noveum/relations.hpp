#pragma once

#include "assay/json/detail/valid_walk.hpp"
#include "assay/json/json_text.hpp"
#include "assay/schema/rules.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::noveum::detail {

using assay::detail::member_texts;

/// What a trace's spans say of one another, from their text: who is within whom, and the first place where they contradict.
///
/// What is of another kind than it should be says nothing: it is a violation of its own.
class span_relations {
 public:
  /// `spans`: the text of an array of spans. Linear.
  explicit span_relations(std::string_view spans) {
    assay::detail::for_each_element(spans, [&](std::string_view span) { add(span); });
  }

  std::size_t count() const noexcept { return nodes_.size(); }
  /// How many spans have the status `error`.
  std::size_t errors() const noexcept { return errors_; }

  /// The text of the first span's trace id that is another one; nothing when there is none.
  std::string_view foreign_trace(std::string_view trace_id) {
    const std::string_view id = characters_of(trace_id);
    if (id.empty()) return {};
    for (const node& n : nodes_)
      if (!n.trace_text.empty() && characters_of(n.trace_text) != id) return n.trace_text;
    return {};
  }

  /// The text of the first span id that another span before it has; nothing when all differ. N log n.
  std::string_view repeated_id() {
    index();
    std::size_t first = none;
    for (std::size_t i = 1; i < by_id_.size(); ++i)
      if (by_id_[i].first == by_id_[i - 1].first) first = std::min(first, by_id_[i].second);
    return first == none ? std::string_view() : nodes_[first].id_text;
  }

  /// The text of the first parent's id that no span has; nothing when all are there. N log n.
  std::string_view absent_parent() {
    index();
    for (const node& n : nodes_)
      if (!n.parent.empty() && index_of(n.parent) == none) return n.parent_text;
    return {};
  }

  /// The text of a parent's id that closes a cycle; nothing when there is none. N log n.
  std::string_view cycle() {
    index();
    for (node& n : nodes_) n.within = index_of(n.parent), n.walk = none;
    // Each span is within one other at most: whoever walks outwards and comes back to where this walk has been, is in a cycle.
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      for (std::size_t at = i; at != none; at = nodes_[at].within) {
        if (nodes_[at].walk == i) return nodes_[at].parent_text;
        if (nodes_[at].walk != none) break;
        nodes_[at].walk = i;
      }
    return {};
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  struct node {
    std::string_view id, parent; ///< their characters
    std::string_view id_text, parent_text, trace_text;
    std::size_t within = none;
    std::size_t walk = none; ///< the walk that came here first
  };

  void add(std::string_view span) {
    node& n = nodes_.emplace_back();
    bool failed = false;
    assay::detail::for_each_member(span, [&](std::string_view name, std::string_view value) {
      name = decoded(name);
      if (!json_text(value).is_string()) return;
      if (name == "span_id") n.id_text = value;
      else if (name == "parent_span_id") n.parent_text = value;
      else if (name == "trace_id") n.trace_text = value;
      else if (name == "status") failed = characters_of(value) == "error";
    });
    n.id = characters_of(n.id_text);
    n.parent = characters_of(n.parent_text);
    errors_ += failed;
  }

  std::string_view characters_of(std::string_view value) { return decoded(json_text(value).between_quotes()); }
  std::string_view decoded(std::string_view between_quotes) {
    if (between_quotes.find('\\') == std::string_view::npos) return between_quotes;
    assay::detail::unescape(between_quotes, decoded_.emplace_back());
    return decoded_.back();
  }

  void index() {
    if (!by_id_.empty()) return;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (!nodes_[i].id.empty()) by_id_.emplace_back(nodes_[i].id, i);
    std::sort(by_id_.begin(), by_id_.end());
  }
  std::size_t index_of(std::string_view id) const {
    const auto found = std::lower_bound(by_id_.begin(), by_id_.end(), std::pair<std::string_view, std::size_t>(id, 0));
    return id.empty() || found == by_id_.end() || found->first != id ? none : found->second;
  }

  std::vector<node> nodes_;
  std::vector<std::pair<std::string_view, std::size_t>> by_id_;
  std::deque<std::string> decoded_;
  std::size_t errors_ = 0;
};

// The rules of a trace about its spans: each gives the first place where it does not hold.

template <class Trace>
std::string_view foreign_trace(member_texts texts) {
  return span_relations(text_of<&Trace::spans>(texts)).foreign_trace(text_of<&Trace::trace_id>(texts));
}
template <class Trace>
std::string_view repeated_span_id(member_texts texts) {
  return span_relations(text_of<&Trace::spans>(texts)).repeated_id();
}
template <class Trace>
std::string_view absent_parent(member_texts texts) {
  return span_relations(text_of<&Trace::spans>(texts)).absent_parent();
}
template <class Trace>
std::string_view cycle(member_texts texts) {
  return span_relations(text_of<&Trace::spans>(texts)).cycle();
}
template <class Trace>
bool counts_spans(member_texts texts) {
  const auto claimed = json_text(text_of<&Trace::span_count>(texts)).to_uint64();
  const json_text spans(text_of<&Trace::spans>(texts));
  return !claimed || spans.kind() != kind::array || *claimed == span_relations(spans.text()).count();
}
/// The SDK counts an error when its span is ended through the trace, not when it is ended by itself: there may be more errors than that.
template <class Trace>
bool counts_errors(member_texts texts) {
  const auto claimed = json_text(text_of<&Trace::error_count>(texts)).to_uint64();
  const json_text spans(text_of<&Trace::spans>(texts));
  return !claimed || *claimed == 0 || spans.kind() != kind::array || *claimed <= span_relations(spans.text()).errors();
}

} // namespace assay::noveum::detail
