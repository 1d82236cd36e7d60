// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/raw_json.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace assay::promptetheus {

/// A span that has been started: what its end, and the events within it, must repeat of it. A
/// value, to be handed to whoever works within the span.
struct span {
  std::string id{};
  std::optional<std::string> parent_id{}; ///< nothing for a span at the top
  std::string name{};
  std::optional<raw_object> metadata{}; ///< of its two markers
  std::chrono::sys_time<std::chrono::microseconds> started{};
  friend bool operator==(const span&, const span&) = default;
};

} // namespace assay::promptetheus
