// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/raw_json.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace assay::promptetheus {

/// A span that was started. It holds what the events within it and its end must contain. It is a
/// value to pass to the code that works within the span.
struct span {
  std::string id{};                       ///< the span's id
  std::optional<std::string> parent_id{}; ///< empty for a span at the top
  std::string name{};                     ///< the span's name
  std::optional<raw_object> metadata{};   ///< the metadata of both of its markers
  std::chrono::sys_time<std::chrono::microseconds> started{}; ///< the time of its start
  /// Compares all members.
  friend bool operator==(const span&, const span&) = default;
};

} // namespace assay::promptetheus
