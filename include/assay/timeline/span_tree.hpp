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

/// The spans of a session as a tree; each node follows its parent. A marker is an event that starts
/// or ends a span.
///
/// - Every distinct event is in exactly one node, including conflicts; duplicates are in none.
/// - Events without a span form one node without parent, name or markers.
/// - A span's parent is the last one in its events, in order. If no event belongs to that parent,
///   the span is a root and keeps its `parent_id`. A cycle is cut at the span whose first event
///   arrived first; that span becomes a root without `parent_id`.
/// - `start_seq` is that of the last start marker, `end_seq` that of the last end marker. `name` is
///   the last one in a start marker, or else in an end marker. `duration_ms` is the last one in an
///   end marker.
/// - Siblings and roots are ordered by the `seq` of their first event to arrive, then by id.
///
/// Source: Promptetheus' reference implementation; docs/guide/timeline.md explains which behavior
/// was observed and which was chosen. Takes n log n time for n events. No recursion: spans may be
/// nested to any depth.
template <class = void>
class basic_span_tree {
 public:
  /// Constructs the tree of a session. The ordering and its log must outlive the tree.
  explicit basic_span_tree(const ordered_session& s) : session_(&s) {
    assay::detail::span_groups<> groups(s);
    groups.find_parents();
    groups.cut_cycles();
    lay_out(groups);
    events_ = groups.take_events();
  }
  /// Moves a tree.
  basic_span_tree(basic_span_tree&&) noexcept = default;
  /// Moves a tree.
  basic_span_tree& operator=(basic_span_tree&&) noexcept = default;

  /// Returns the nodes in depth-first order: each node is followed by its descendants. Never empty.
  std::span<const span_node> nodes() const& noexcept { return nodes_; }
  /// Deleted: the nodes would be views into a temporary.
  std::span<const span_node> nodes() const&& = delete;
  /// Returns the session of the tree.
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

/// A span tree with the library's default implementation.
using span_tree = basic_span_tree<>;

} // namespace assay::timeline
