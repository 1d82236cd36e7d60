// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/references.hpp"
#include "assay/json/self_references.hpp"
#include "assay/json/walk.hpp"
#include "assay/schema/rules.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assay::honeyhive {
namespace detail {

/// Checks an event or a session by itself: it must not name itself as its child or parent.
template <auto Id, auto Children, auto... Parent>
void find_self_references(const object_texts& event, rule_violations& found) {
  std::string_view parent;
  ((parent = event.text_of<Parent>()), ...);
  assay::find_self_references(event.text_of<Id>(), parent, event.text_of<Children>(),
                              "no event within itself", found);
}

/// The expectation of `find_contradictions`.
inline constexpr std::string_view words_of_relations =
    "events with unique event_ids, none within itself, whose parent_id and children_ids agree";

/// Checks the relations of a batch's events, by the texts of event_id, parent_id and children_ids
/// of each event in turn. Each id must belong to one event, parent_id and children_ids must agree,
/// and no event may be within itself.
///
/// Values that are not strings, and ids that are not in the batch, are ignored. Takes n log n time
/// for n events and children.
inline void find_contradictions(const object_texts& batch, rule_violations& found) {
  const auto events = batch.collected();
  if (events.size() < 6) return; // at most one event
  related_objects relations;
  relations.reserve(events.size() / 3);
  for (std::size_t i = 0; i + 2 < events.size(); i += 3) relations.add(events[i], events[i + 1]);
  relations.resolve();
  for (std::size_t i = 0; i < relations.size(); ++i)
    for_each_element(events[3 * i + 2], [&](std::string_view child) {
      if (!relations.claim(i, child)) found.add(child, "parent_id and children_ids that agree");
    });
  relations.find_duplicate_ids("an id that no other event has", found);
  relations.find_cycles("no event within itself", found);
}

} // namespace detail

/// Returns the ids of parents and children that are not among the events, sorted and without
/// duplicates.
///
/// In one of several requests such ids are normal: producers send an event when it ends, after its
/// children, and the parent of the outermost event is the session. For a whole trace, the result
/// shows what is missing; pass the session's id, which is not an event, as `session_id`. Takes n
/// log n time for n ids.
template <class Event>
std::vector<std::string> unresolved_references(const std::vector<Event>& events,
                                               std::string_view session_id = {}) {
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
