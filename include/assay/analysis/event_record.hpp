// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace assay::analysis {

/// An event as far as analysis goes, of whatever system. Views: what they show must live as long as
/// the results.
struct event_record {
  std::string_view trace{}; ///< what it is part of: a trace, or a session
  std::optional<std::chrono::sys_time<std::chrono::microseconds>> time{};
  std::string_view kind{}; ///< the system's word for what it is
  std::string_view name{}; ///< what happened
  bool is_error = false;
  std::string_view error_type{};
  std::string_view error_message{};
};

} // namespace assay::analysis
