// SPDX-License-Identifier: BSL-1.0

// Timelines of any records. Every event is in its session once, in order or as a duplicate. Gaps
// and conflicts match the numbers. Each distinct event is in one node of a tree whose depths and
// sizes agree.

#include "input.hpp"

#include <assay/testing/source.hpp>
#include <assay/timeline.hpp>

#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace timeline = assay::timeline;
using assay_fuzz::must;

namespace {

struct event {
  std::string session, key, span, parent;
  std::uint64_t seq = 0;
  timeline::role role{};
};

std::vector<event> events_of(assay::testing::source from, timeline::event_log& log) {
  static constexpr std::string_view ids[] = {"", "a", "b", "c", "d", "e", "a\"\n", "\xC3\xA9"};
  static constexpr std::uint64_t odd[] = {0, 1, 2, std::numeric_limits<std::uint64_t>::max(),
                                          std::numeric_limits<std::uint64_t>::max() - 1};
  std::vector<event> out;
  while (!from.is_empty() && out.size() < 200) {
    event e;
    e.session = ids[from.below(4)];
    e.seq = from.one_in(8) ? from.pick(odd) : from.below(12);
    e.span = from.pick(ids);
    e.parent = from.pick(ids);
    e.role = static_cast<timeline::role>(from.below(4));
    switch (from.below(4)) {
    case 0: break; // no key
    case 1: e.key = "s:n:" + std::to_string(from.below(6)); break;
    case 2: e.key = "s:n:0" + std::to_string(from.below(6)); break;
    default: e.key = e.session + ":n:" + std::to_string(e.seq); break;
    }
    timeline::record r{.session = e.session,
                       .seq = e.seq,
                       .key = e.key,
                       .span = e.span,
                       .parent = e.parent,
                       .label = "l",
                       .role = e.role};
    if (from.one_in(4)) r.name = from.pick(ids);
    if (from.one_in(4)) r.duration_ms = static_cast<double>(from.below(1000)) / 8;
    if (from.one_in(16)) r.duration_ms = std::numeric_limits<double>::infinity();
    must(log.add(r), "there is room", e.key);
    out.push_back(std::move(e));
  }
  return out;
}

/// Checks gaps and conflicts against the numbers of the distinct events.
void check_irregularities(const timeline::ordered_session& s, const std::vector<event>& all) {
  std::vector<timeline::gap> gaps;
  std::vector<timeline::conflict> conflicts;
  std::optional<std::uint64_t> last;
  timeline::event_index first = 0;
  for (const timeline::event_index e : s.events()) {
    const std::uint64_t seq = all[e].seq;
    if (last && *last == seq) {
      conflicts.push_back({e, first});
      continue;
    }
    const std::uint64_t next = last ? *last + 1 : 0;
    if (seq > next) gaps.push_back({next, seq - 1});
    last = seq;
    first = e;
  }
  must(timeline::gaps_of(s) == gaps, "gaps are the numbers without an event", s.id());
  must(timeline::conflicts_of(s) == conflicts, "a conflict is a number that two events have",
       s.id());
  const auto end = timeline::place_of_end(s);
  const auto after = timeline::events_after_end(s);
  for (std::size_t i = 0; i < s.events().size(); ++i) {
    const bool ends = all[s.events()[i]].role == timeline::role::session_end;
    must(!ends || (end && *end <= i), "the first end ends the session", s.id());
    const bool is_after = end && all[s.events()[i]].seq > all[s.events()[*end]].seq;
    must(is_after == (i >= s.events().size() - after.size()), "later events are after the end",
         s.id());
  }
}

void check_tree(const timeline::ordered_session& s, const std::vector<event>& all) {
  const timeline::span_tree tree(s);
  const auto nodes = tree.nodes();
  std::multiset<timeline::event_index> in_nodes;
  std::set<std::string_view> ids;
  std::vector<std::pair<std::size_t, std::uint32_t>>
      open; // the end of each open node's subtree, and its depth
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const timeline::span_node& n = nodes[i];
    while (!open.empty() && open.back().first <= i) open.pop_back();
    must(n.depth == open.size(), "a node's depth is the number of its ancestors", s.id());
    must(n.size >= 1 && i + n.size <= (open.empty() ? nodes.size() : open.back().first),
         "a node's subtree is within its parent's", s.id());
    open.emplace_back(i + n.size, n.depth);
    must(!n.events.empty(), "a node has events", s.id());
    must(!n.id || ids.insert(*n.id).second, "a span has only one node", s.id());
    must(!n.is_cut || !n.parent_id, "the node where a cycle was cut has no parent", s.id());
    for (const timeline::event_index e : n.events) {
      in_nodes.insert(e);
      must(all[e].span == n.id.value_or(""), "an event is in the node of its span", s.id());
    }
  }
  must(in_nodes.size() == s.events().size() &&
           std::all_of(s.events().begin(), s.events().end(),
                       [&](timeline::event_index e) { return in_nodes.count(e) == 1; }),
       "each distinct event is in one node", s.id());

  assay::text_buffer json;
  must(static_cast<bool>(timeline::append_json(json, tree)), "a tree can be written", s.id());
  boost::system::error_code error;
  boost::json::parse_options deep;
  deep.max_depth = 1000;
  (void)boost::json::parse({json.view().data(), json.view().size()}, error, {}, deep);
  must(!error, "a tree is written as JSON", json.view());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  timeline::event_log log;
  const std::vector<event> all = events_of(assay::testing::source({data, size}), log);
  must(log.size() == all.size(), "a log has the added events", "");
  const timeline::ordering ordering(log);
  std::size_t count = 0;
  std::string_view last_id;
  for (const timeline::ordered_session& s : ordering.sessions()) {
    must(count == 0 || last_id < s.id(), "sessions are in order", s.id());
    last_id = s.id();
    must(ordering.find(s.id()) == &s, "a session is found by its id", s.id());
    count += s.events().size() + s.duplicates().size();

    std::set<std::string> keys;
    std::pair<std::uint64_t, timeline::event_index> last{};
    for (const timeline::event_index e : s.events()) {
      must(all[e].session == s.id(), "an event is in its session", s.id());
      const std::pair<std::uint64_t, timeline::event_index> here{all[e].seq, e};
      must(e == s.events().front() || last < here, "events are in order", s.id());
      last = here;
      must(all[e].key.empty() || keys.insert(all[e].key).second, "no two events have one key",
           s.id());
    }
    for (const timeline::duplicate& d : s.duplicates())
      must(d.first < d.event && all[d.first].key == all[d.event].key && !all[d.first].key.empty() &&
               all[d.event].session == s.id(),
           "a duplicate repeats an earlier event's key", s.id());
    check_irregularities(s, all);
    check_tree(s, all);
  }
  must(count == all.size(), "every event is in a session once", "");
  return 0;
}
