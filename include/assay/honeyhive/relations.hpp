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

/// The rule of an event or a session by itself: it names itself neither among its children nor as
/// its parent.
template <auto Id, auto Children, auto... Parent>
void find_self_references(const object_texts& event, rule_violations& found) {
  std::string_view parent;
  ((parent = event.text_of<Parent>()), ...);
  assay::find_self_references(event.text_of<Id>(), parent, event.text_of<Children>(),
                              "no event within itself", found);
}

/// What `find_contradictions` asks for.
inline constexpr std::string_view words_of_relations =
    "events of which each has another event_id and none is within itself, and whose parent_id and "
    "children_ids agree";

/// The rules of a batch about its events, by the texts of event_id, parent_id and children_ids of
/// one after another: each id is one event's, what parent_id and children_ids say agrees, and no
/// event is within itself through others.
///
/// What is no string, or names no event of the batch, says nothing. N log n in the events and their
/// children.
inline void find_contradictions(const object_texts& batch, rule_violations& found) {
  const auto events = batch.collected();
  if (events.size() < 6) return; // one event by itself
  related_objects relations;
  relations.reserve(events.size() / 3);
  for (std::size_t i = 0; i + 2 < events.size(); i += 3) relations.add(events[i], events[i + 1]);
  relations.resolve();
  for (std::size_t i = 0; i < relations.size(); ++i)
    for_each_element(events[3 * i + 2], [&](std::string_view child) {
      if (!relations.claim(i, child)) found.add(child, "parent_id and children_ids that agree");
    });
  relations.find_repeated_ids("an id that no other event has", found);
  relations.find_cycles("no event within itself", found);
}

} // namespace detail

/// The ids that events name as parents or children without being among them, sorted, each once.
///
/// In one request of many that is normal: producers send an event when it ends, its children before
/// it, and the outermost event is within the session. Of a whole trace it tells what is missing;
/// `session_id` then is no event's. N log n.
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
