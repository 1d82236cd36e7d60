// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/raw_json.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::common {

/// The role of a record in its span or session.
enum class role : std::uint8_t {
  event,       ///< an event
  span,        ///< a whole span: it began at `time` and took `duration_ms`
  span_start,  ///< the start of its span
  span_end,    ///< the end of its span, after `duration_ms`
  session,     ///< data about a whole session or trace
  session_end, ///< the end of its session: nothing should follow
};

/// An event of any system, with the data that systems share. Data that a system lacks are empty.
///
/// A record owns its texts, so it may outlive the event that it was made from. It is made by
/// `append_records`, which `common/<system>.hpp` declares for the objects of each system. If that
/// throws `std::bad_alloc`, some records of the object may have been appended, and the last one may
/// be incomplete: restore the vector's previous size.
struct record {
  std::string_view system{};       ///< "promptetheus"; lives as long as the program
  common::role role = role::event; ///< what the record means for its span or session
  std::string kind{};    ///< the system's term for the type of the record: "tool_call", "model",
                         ///< "usage", "span"
  std::string name{};    ///< the name of the event or span; the kind if there is no name
  std::string id{};      ///< identifies duplicates: an idempotency key or event id
  std::string session{}; ///< the id of the session
  std::string trace{};   ///< the id of the trace
  std::string span{};    ///< the id of the span that the record is, or belongs to
  std::string parent{};  ///< the id of the parent span
  std::optional<std::chrono::sys_time<std::chrono::microseconds>>
      time{};                          ///< UTC; a text without an offset counts as UTC
  std::optional<double> duration_ms{}; ///< the duration in milliseconds
  std::optional<std::uint64_t>
      order{}; ///< the position in the session, if the producer assigns one
  std::optional<std::string>
      error{}; ///< the error message if there was an error; empty if there is no message
  std::string
      error_type{}; ///< the type of the error, such as an exception's class; empty if unknown
  raw_object attributes{}; ///< free-form data of the producer, grouped as in the system

  /// Compares all members.
  friend bool operator==(const record&, const record&) = default;
};

/// Returns the id that groups a record's events: the session, or the trace if there is no session.
inline const std::string& group_of(const record& r) noexcept {
  return r.session.empty() ? r.trace : r.session;
}

} // namespace assay::common
