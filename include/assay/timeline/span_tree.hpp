// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/timeline/detail/span_groups.hpp"
#include "assay/timeline/ordering.hpp"
#include "assay/timeline/span_node.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace assay::timeline {

/// A session's spans, each behind the one around it.
///
/// - Every distinct event is in exactly one node, conflicts included; duplicates are in none.
/// - Events without a span make one node of their own, without parent, name or markers.
/// - A span's parent is the last one that its events name, in order. One that no event belongs to
/// makes the span a root, which keeps
///   `parent_id`. A cycle is cut at the member whose first event arrived first: that becomes a root
///   without `parent_id`.
/// - `start_seq`: the last start marker's. `end_seq`: the last end marker's. `name`: the last that
/// a start marker gives, else that an
///   end marker gives. `duration_ms`: the last that an end marker gives.
/// - Siblings, and roots, stand by the `seq` of their first event to arrive, then by id.
///
/// Source: Promptetheus' reference implementation; docs/timeline.md says what of it is observed and
/// what is chosen. Time: n log n in the session's events, whatever they are. No recursion: spans
/// may be nested to any depth.
template <class = void>
class basic_span_tree {
 public:
  /// The ordering and its log must outlive the tree.
  explicit basic_span_tree(const ordered_session& s) : session_(&s) {
    assay::detail::span_groups<> groups(s);
    groups.find_parents();
    groups.cut_cycles();
    lay_out(groups);
    events_ = groups.take_events();
  }
  basic_span_tree(basic_span_tree&&) noexcept = default;
  basic_span_tree& operator=(basic_span_tree&&) noexcept = default;

  /// The nodes: a parent, then its children with theirs. Never empty.
  std::span<const span_node> nodes() const& noexcept { return nodes_; }
  std::span<const span_node> nodes() const&& = delete; // they would be gone
  const ordered_session& session() const noexcept { return *session_; }

 private:
  void lay_out(const assay::detail::span_groups<>& groups) {
    const auto order = groups.in_depth_first_order();
    nodes_.reserve(order.size());
    std::vector<std::uint32_t> place(order.size()); // of a group, among the nodes
    for (const std::uint32_t g : order) {
      place[g] = static_cast<std::uint32_t>(nodes_.size());
      span_node& node = nodes_.emplace_back(groups.node(g));
      if (const auto parent = groups.parent(g); parent != groups.none)
        node.depth = nodes_[place[parent]].depth + 1;
    }
    for (std::size_t i = order.size(); i-- != 0;)
      if (const auto parent = groups.parent(order[i]); parent != groups.none)
        nodes_[place[parent]].size += nodes_[i].size;
  }

  const ordered_session* session_;
  std::vector<event_index> events_; // of all nodes
  std::vector<span_node> nodes_;
};

using span_tree = basic_span_tree<>;

} // namespace assay::timeline
