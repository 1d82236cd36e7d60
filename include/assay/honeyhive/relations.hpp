#pragma once

#include "assay/json/detail/references.hpp"
#include "assay/json/detail/valid_walk.hpp"
#include "assay/schema/rules.hpp"

#include <cstddef>
#include <set>
#include <span>
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
  /// `members`: the texts of event_id, parent_id and children_ids of one event after another.
  explicit batch_relations(std::span<const std::string_view> members) {
    for (std::size_t i = 0; i + 2 < members.size(); i += 3) related_ |= !members[i + 1].empty() || !members[i + 2].empty();
    if (!related_) return;
    nodes_.reserve(members.size() / 3);
    for (std::size_t i = 0; i + 2 < members.size(); i += 3) add(members[i], members[i + 1], members[i + 2]);
    ids_.sort();
  }

  /// The text of the value that breaks the rule; nothing when it holds. N log n in the events and their children.
  std::string_view contradiction() {
    if (!related_) return {};
    std::vector<std::size_t> within;
    within.reserve(nodes_.size());
    for (const node& n : nodes_) within.push_back(ids_.find(n.parent));
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      for (const auto& [child, text] : nodes_[i].children) {
        const std::size_t c = ids_.find(child);
        if (c == nowhere || within[c] == i) continue;
        // Its own parent_id, or another event, claims it already; an event without an id may still turn out to be that parent.
        const bool claimed = within[c] != nowhere || (!nodes_[c].parent.empty() && !nodes_[i].id.empty());
        if (claimed) return text;
        within[c] = i;
        nodes_[c].said_at = text;
      }
    const std::size_t at = assay::detail::place_in_cycle(within);
    return at == nowhere ? std::string_view() : nodes_[at].said_at;
  }

 private:
  static constexpr std::size_t nowhere = assay::detail::nowhere;

  struct node {
    std::string_view id, parent;                                         ///< their characters
    std::vector<std::pair<std::string_view, std::string_view>> children; ///< ids and their texts
    std::string_view said_at;                                            ///< the text that says what it is within
  };

  void add(std::string_view id, std::string_view parent, std::string_view children) {
    node& n = nodes_.emplace_back();
    n.id = strings_.characters_of(id);
    n.parent = strings_.characters_of(parent);
    n.said_at = parent;
    assay::detail::for_each_element(children, [&](std::string_view text) {
      if (const std::string_view child = strings_.characters_of(text); !child.empty()) n.children.emplace_back(child, text);
    });
    ids_.add(n.id, nodes_.size() - 1);
  }

  std::vector<node> nodes_;
  assay::detail::id_index ids_;
  assay::detail::decoded_strings strings_;
  bool related_ = false;
};

/// The rule of a batch about its events.
inline void find_contradiction(const assay::detail::object_texts& batch, breaches& found) {
  found.add(batch_relations(batch.collected).contradiction(), "events whose parent_id and children_ids agree, without a cycle");
}

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
