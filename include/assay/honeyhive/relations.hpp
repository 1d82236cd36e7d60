#pragma once

#include "assay/json/detail/valid_walk.hpp"
#include "assay/json/json_text.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::honeyhive {
namespace detail {

/// Which events of a batch are within which, as their parent_id and children_ids say, and the first place where they contradict.
///
/// What is no string, or names no event of the batch, says nothing.
class batch_relations {
 public:
  explicit batch_relations(std::string_view events) {
    assay::detail::for_each_element(events, [&](std::string_view event) { add(event); });
    if (!related_) return;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (!nodes_[i].id.empty()) by_id_.emplace_back(nodes_[i].id, i);
    std::sort(by_id_.begin(), by_id_.end());
  }

  /// The text of the value that breaks the rule; nothing when it holds. N log n in the events and their children.
  std::string_view contradiction() {
    if (!related_) return {};
    for (node& n : nodes_) n.within = index_of(n.parent), n.said_at = n.parent_text;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      for (const auto& [child, text] : nodes_[i].children) {
        const std::size_t c = index_of(child);
        if (c == none || nodes_[c].within == i) continue;
        // Its own parent_id, or another event, claims it already; an event without an id may still turn out to be that parent.
        const bool claimed = nodes_[c].within != none || (!nodes_[c].parent.empty() && !nodes_[i].id.empty());
        if (claimed) return text;
        nodes_[c].within = i;
        nodes_[c].said_at = text;
      }
    return place_in_cycle();
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  struct node {
    std::string_view id;
    std::string_view parent;
    std::string_view parent_text;
    std::vector<std::pair<std::string_view, std::string_view>> children; ///< ids and their texts
    std::size_t within = none;
    std::string_view said_at; ///< the text that says so
    std::size_t walk = none;  ///< the walk that came here first
  };

  void add(std::string_view event) {
    node& n = nodes_.emplace_back();
    assay::detail::for_each_member(event, [&](std::string_view name, std::string_view value) {
      name = characters(name);
      if (name == "event_id") n.id = text_in(value);
      else if (name == "parent_id") n.parent = text_in(value), n.parent_text = value;
      else if (name == "children_ids")
        assay::detail::for_each_element(value, [&](std::string_view child) {
          if (const std::string_view id = text_in(child); !id.empty()) n.children.emplace_back(id, child);
        });
    });
    related_ |= !n.parent.empty() || !n.children.empty();
  }

  std::string_view text_in(std::string_view value) { return characters(json_text(value).between_quotes()); }
  std::string_view characters(std::string_view between_quotes) {
    if (between_quotes.find('\\') == std::string_view::npos) return between_quotes;
    assay::detail::unescape(between_quotes, decoded_.emplace_back());
    return decoded_.back();
  }

  std::size_t index_of(std::string_view id) const {
    const auto found = std::lower_bound(by_id_.begin(), by_id_.end(), std::pair<std::string_view, std::size_t>(id, 0));
    return id.empty() || found == by_id_.end() || found->first != id ? none : found->second;
  }

  /// Each event is within one other at most: whoever walks outwards and comes back to where this walk has been, is in a cycle.
  std::string_view place_in_cycle() {
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      for (std::size_t at = i; at != none; at = nodes_[at].within) {
        if (nodes_[at].walk == i) return nodes_[at].said_at;
        if (nodes_[at].walk != none) break;
        nodes_[at].walk = i;
      }
    return {};
  }

  std::vector<node> nodes_;
  std::vector<std::pair<std::string_view, std::size_t>> by_id_;
  std::deque<std::string> decoded_;
  bool related_ = false;
};

/// The text, within that of a batch's events, of the value by which they contradict one another.
inline std::string_view contradiction_in(std::string_view events) { return batch_relations(events).contradiction(); }

} // namespace detail

/// The ids that events name as parents or children without being among them, sorted, each once.
///
/// In one request of many that is normal: producers send an event when it ends, its children before it, and the outermost event is
/// within the session. Of a whole trace it tells what is missing; `session_id` then is no event's. N log n.
template <class Event>
std::vector<std::string> unresolved_references(const std::vector<Event>& events, std::string_view session_id = {}) {
  std::set<std::string_view> ids{session_id}, missing;
  for (const Event& e : events)
    if (e.event_id) ids.insert(*e.event_id);
  const auto refer = [&](const std::string& id) {
    if (!ids.contains(id)) missing.insert(id);
  };
  for (const Event& e : events) {
    if (e.parent_id) refer(*e.parent_id);
    if (e.children_ids)
      for (const std::string& child : *e.children_ids) refer(child);
  }
  return {missing.begin(), missing.end()};
}

} // namespace assay::honeyhive
