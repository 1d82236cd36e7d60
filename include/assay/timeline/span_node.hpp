// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/timeline/event_log.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace assay::timeline {

/// A span of a session, or all events outside of any span. Views into its tree and the log.
struct span_node {
  std::optional<std::string_view> id{};        ///< nothing: the events outside of any span
  std::optional<std::string_view> parent_id{}; ///< as the events name it; nothing where they name
                                               ///< none, or where a cycle was cut
  std::optional<std::string_view> name{};
  std::optional<std::uint64_t> start_seq{};
  std::optional<std::uint64_t> end_seq{};
  std::optional<double> duration_ms{};   ///< finite
  std::span<const event_index> events{}; ///< in order; never empty
  std::uint32_t depth = 0;               ///< how many spans are around it
  std::uint32_t size = 1; ///< how many nodes there are in the subtree of which it is the root
  bool is_cut = false;    ///< a cycle was cut here
};

} // namespace assay::timeline
