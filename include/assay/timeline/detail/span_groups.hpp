// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/cycles.hpp"
#include "assay/timeline/ordering.hpp"
#include "assay/timeline/span_node.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace assay::detail {

/// Groups a session's events by span and finds the parents of spans. A span tree is made from it.
template <class = void>
class span_groups {
 public:
  using index = std::uint32_t;
  static constexpr index none = UINT32_MAX;

  explicit span_groups(const timeline::ordered_session& s) : log_(s.log()) {
    const auto events = s.events();
    std::vector<std::uint64_t> order; // by span, and by position within it
    order.reserve(events.size());
    for (std::size_t i = 0; i < events.size(); ++i)
      order.push_back(std::uint64_t{log_.row(events[i]).span} << 32 | i);
    std::sort(order.begin(), order.end());
    events_.reserve(events.size());
    for (const std::uint64_t o : order) {
      const timeline::event_index e = events[o & UINT32_MAX];
      const auto span = static_cast<std::uint32_t>(o >> 32);
      if (groups_.empty() || groups_.back().span != span)
        groups_.push_back(
            {.span = span, .begin = static_cast<std::uint32_t>(events_.size()), .first = e});
      events_.push_back(e);
      group& g = groups_.back();
      g.end = static_cast<std::uint32_t>(events_.size());
      g.first = std::min(g.first, e);
      if (const std::uint32_t parent = log_.row(e).parent; parent != 0) g.parent_text = parent;
    }
  }

  /// Finds each group's parent among the groups.
  void find_parents() noexcept {
    for (group& g : groups_) {
      if (g.span == 0 || g.parent_text == 0) continue;
      const auto at = std::lower_bound(groups_.begin(), groups_.end(), g.parent_text,
                                       [](const group& a, std::uint32_t t) { return a.span < t; });
      if (at != groups_.end() && at->span == g.parent_text)
        g.parent = static_cast<index>(at - groups_.begin());
    }
  }

  /// Removes the parent of one member of each cycle: of the one whose first event arrived first.
  void cut_cycles() {
    const auto parent = [&](index g) { return groups_[g].parent; };
    for_each_cycle(static_cast<index>(groups_.size()), parent, [&](index g) {
      index first = g;
      for (index member = parent(g); member != g; member = parent(member))
        if (groups_[member].first < groups_[first].first) first = member;
      groups_[first].parent = none;
      groups_[first].is_cut = true;
    });
  }

  /// Returns the groups in depth-first order: each group follows its parent. Siblings are ordered
  /// by the seq of their first event to arrive, then by id. Precondition: there are no cycles.
  std::vector<index> in_depth_first_order() const {
    std::vector<index> order(groups_.size());
    std::iota(order.begin(), order.end(), index{0});
    std::sort(order.begin(), order.end(), [&](index a, index b) {
      const std::uint64_t x = log_.seq(groups_[a].first), y = log_.seq(groups_[b].first);
      return x != y ? x < y : log_.text(groups_[a].span) < log_.text(groups_[b].span);
    });
    std::vector<index> child(groups_.size(), none), sibling(groups_.size(), none);
    index root = none;
    for (std::size_t i = order.size(); i-- != 0;) {
      index& head = groups_[order[i]].parent == none ? root : child[groups_[order[i]].parent];
      sibling[order[i]] = std::exchange(head, order[i]);
    }
    order.clear();
    for (index g = root; g != none;) {
      order.push_back(g);
      if (child[g] != none) {
        g = child[g];
        continue;
      }
      while (g != none && sibling[g] == none) g = groups_[g].parent;
      if (g != none) g = sibling[g];
    }
    return order;
  }

  index parent(index g) const noexcept { return groups_[g].parent; }

  /// Returns the node of a group, with the data from its events.
  timeline::span_node node(index i) const noexcept {
    const group& g = groups_[i];
    timeline::span_node out;
    out.events = std::span(events_).subspan(g.begin, g.end - g.begin);
    if (g.span == 0) return out;
    out.id = log_.text(g.span);
    out.is_cut = g.is_cut;
    if (g.parent_text != 0 && !g.is_cut) out.parent_id = log_.text(g.parent_text);
    std::string_view start_name, end_name;
    for (const timeline::event_index e : out.events) {
      const std::string_view name = log_.name(e);
      switch (log_.role(e)) {
      case timeline::role::event:
      case timeline::role::session_end: break;
      case timeline::role::span_start:
        out.start_seq = log_.seq(e);
        if (!name.empty()) start_name = name;
        break;
      case timeline::role::span_end:
        out.end_seq = log_.seq(e);
        if (!name.empty()) end_name = name;
        if (const auto duration = log_.duration_ms(e)) out.duration_ms = duration;
        break;
      }
    }
    if (!start_name.empty()) out.name = start_name;
    else if (!end_name.empty()) out.name = end_name;
    return out;
  }

  /// Returns the events that the nodes' views refer to.
  std::vector<timeline::event_index> take_events() noexcept { return std::move(events_); }

 private:
  struct group {
    std::uint32_t span = 0; ///< the id's number in the log, by which the groups are sorted
    std::uint32_t begin = 0, end = 0;
    timeline::event_index first = 0; ///< the first event to arrive
    std::uint32_t parent_text = 0;
    index parent = none;
    bool is_cut = false;
  };

  const timeline::event_log& log_;
  std::vector<timeline::event_index> events_;
  std::vector<group> groups_;
};

} // namespace assay::detail
