// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/promptetheus/objects.hpp"
#include "assay/schema/api.hpp"

#include <array>
#include <span>
#include <string_view>

namespace assay::promptetheus {

/// A request of the interface, with the object that its body is or contains.
struct route {
  std::string_view method;    ///< the HTTP method
  std::string_view path;      ///< the path; a part in braces matches any one part of a path
  std::string_view object;    ///< the object's name: "trace"
  std::string_view summary{}; ///< what the request does, as an imperative
  std::span<const api_response> responses{}; ///< the documented responses
  /// The member of the body whose value is the array of objects. Empty if the body is the object.
  std::string_view batch_member{};
  bool takes_bare =
      false; ///< whether the body may also be one object, if `batch_member` is not empty
};

/// The data that all routes share.
inline constexpr api_info api{.title = "Promptetheus", .key_header = "Authorization"};

namespace detail {

// The observed responses of the reference implementation.
inline constexpr api_response trace_responses[] = {{"201", "The trace is open."}};
inline constexpr api_response event_responses[] = {
    {"200", "The outcome of the events; the events of a mixed batch are reported individually: "
            "`{\"accepted\": n, \"rejected\": [{\"index\", \"idempotency_key\", \"reason\"}]}`."},
    {"400", "The body is invalid JSON, or not an object that holds events."},
    {"401", "The key is missing or unknown."},
    {"403", "The key is not allowed for this request."},
    {"404", "There is no such trace."},
    {"422", "The body is one event, and the event is invalid."}};

} // namespace detail

/// All routes of the interface.
inline constexpr std::array<route, 2> routes{
    {{"POST", "/api/traces", "trace", "Open a trace", detail::trace_responses},
     {"POST", "/api/traces/{session_id}/events", "event", "Send events of a session",
      detail::event_responses, "events", true}}};

} // namespace assay::promptetheus
