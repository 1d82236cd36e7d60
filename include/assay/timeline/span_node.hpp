// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/timeline/event_log.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace assay::timeline {

/// A span of a session, or all events outside of any span. The members are views into its tree and
/// the log.
struct span_node {
  std::optional<std::string_view> id{}; ///< empty for the events outside of any span
  std::optional<std::string_view>
      parent_id{}; ///< as in the events; empty if they have none, or if a cycle was cut
  std::optional<std::string_view> name{};   ///< the span's name
  std::optional<std::uint64_t> start_seq{}; ///< the number of the event that starts the span
  std::optional<std::uint64_t> end_seq{};   ///< the number of the event that ends the span
  std::optional<double> duration_ms{};      ///< in milliseconds; always finite
  std::span<const event_index> events{};    ///< in order; never empty
  std::uint32_t depth = 0;                  ///< the number of enclosing spans
  std::uint32_t size = 1; ///< the number of nodes in the subtree of this node, including the node
  bool is_cut = false;    ///< whether a cycle was cut here
};

} // namespace assay::timeline
