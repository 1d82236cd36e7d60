// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/raw_json.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::common {

/// What a record tells of its span or session.
enum class role : std::uint8_t {
  event,       ///< something happened
  span,        ///< a whole span: it began at `time` and took `duration_ms`
  span_start,  ///< its span began
  span_end,    ///< its span ended, after `duration_ms`
  session,     ///< what is said of a session, or of a trace, as a whole
  session_end, ///< its session ended: nothing should come after it
};

/// An event of any system, as far as systems have things in common. What a system does not say is
/// empty.
///
/// It owns its texts, so the event that it was made from may go. Made by `append_records`, which
/// common/<system>.hpp has for the objects of each system. When that throws std::bad_alloc, records
/// of the object may have been appended, and the last may be incomplete: cut the vector back to the
/// size that it had.
struct record {
  std::string_view system{}; ///< "promptetheus"; lives as long as the program
  common::role role = role::event;
  std::string
      kind{}; ///< the system's own word for what it is: "tool_call", "model", "usage", "span"
  std::string
      name{};       ///< what happened, or what the span is called; where nothing names it, the kind
  std::string id{}; ///< what a repeated event is known by: idempotency key, event id
  std::string session{};
  std::string trace{};
  std::string span{};   ///< the span that it is, or is in
  std::string parent{}; ///< the span around that one
  std::optional<std::chrono::sys_time<std::chrono::microseconds>>
      time{}; ///< UTC; a text without offset is taken for UTC
  std::optional<double> duration_ms{};
  std::optional<std::uint64_t> order{}; ///< its place in the session, where the producer gives one
  std::optional<std::string>
      error{}; ///< what went wrong, if something did; empty when that was not told
  std::string
      error_type{}; ///< of what kind that was: an exception's class; empty when that was not told
  raw_object attributes{}; ///< what the producer attached, as the system groups it

  friend bool operator==(const record&, const record&) = default;
};

/// What its events are grouped by: the session, or the trace where there is none.
inline const std::string& group_of(const record& r) noexcept {
  return r.session.empty() ? r.trace : r.session;
}

} // namespace assay::common
