// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace assay::analysis {

/// An event for analysis, independent of its system. The members are views: the texts must outlive
/// the results.
struct event_record {
  std::string_view trace{}; ///< the trace or session that the event belongs to
  std::optional<std::chrono::sys_time<std::chrono::microseconds>> time{}; ///< the time of the event
  std::string_view kind{};          ///< the system's term for the type of the event
  std::string_view name{};          ///< the name of the event
  bool is_error = false;            ///< whether the event is an error
  std::string_view error_type{};    ///< the type of the error
  std::string_view error_message{}; ///< the message of the error
};

} // namespace assay::analysis
