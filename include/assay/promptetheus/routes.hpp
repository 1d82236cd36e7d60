// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/promptetheus/objects.hpp"
#include "assay/schema/api.hpp"

#include <array>
#include <span>
#include <string_view>

namespace assay::promptetheus {

/// A request, and which object its body is, or holds.
struct route {
  std::string_view method;
  std::string_view path;   ///< a part in braces stands for any one part of a path
  std::string_view object; ///< the object's name: "trace"
  std::string_view summary{};
  std::span<const api_answer> answers{};
  /// Where the body holds objects: the member whose value is the array of them. Empty: the body is
  /// the object.
  std::string_view batch_member{};
  bool takes_bare = false; ///< with it: a body that is one object itself is taken, too
};

/// What holds for all of them.
inline constexpr api_info api{.title = "Promptetheus", .key_header = "Authorization"};

namespace detail {

// As the reference implementation was seen to answer.
inline constexpr api_answer trace_answers[] = {{"201", "The trace is open."}};
inline constexpr api_answer event_answers[] = {
    {"200", "What became of the events, those of a mixed batch each by itself: "
            "`{\"accepted\": n, \"rejected\": [{\"index\", \"idempotency_key\", \"reason\"}]}`."},
    {"400", "The body is not JSON, or no object that holds events."},
    {"401", "The key is missing or unknown."},
    {"403", "The key is not one for this request."},
    {"404", "There is no such trace."},
    {"422", "The body is one event, and is invalid."}};

} // namespace detail

/// All of them.
inline constexpr std::array<route, 2> routes{
    {{"POST", "/api/traces", "trace", "Open a trace", detail::trace_answers},
     {"POST", "/api/traces/{session_id}/events", "event", "Send events of a session",
      detail::event_answers, "events", true}}};

} // namespace assay::promptetheus
