// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/push.hpp"
#include "assay/trajectory/trace_context.hpp"

#include <concepts>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace assay::trajectory {

/// The response to an uploaded trajectory, as the caller's HTTP client returns it.
struct upload_response {
  int status = 0;     ///< the HTTP status; 0: no response
  std::string body{}; ///< the response's body
};

/// The result of uploading a trace's trajectory.
struct upload_result {
  int status = 0; ///< the status of the response to the trajectory; 0: no response
  std::optional<std::string> trajectory_id{}; ///< empty: the trajectory is not stored, or the
                                              ///< response does not contain its id
  bool is_invalid =
      false; ///< the trajectory cannot be written as JSON (a string is not UTF-8) and was not sent

  /// Returns whether the trajectory is stored and its id is known.
  explicit operator bool() const noexcept { return trajectory_id.has_value(); }
};

/// The result of a trace: of its trajectory and of its events.
struct trace_result {
  upload_result upload{}; ///< the result for the trajectory
  push_result push{};     ///< the result for the events

  /// Returns whether the trajectory is stored and every event was pushed.
  explicit operator bool() const noexcept { return upload && push; }
};

namespace detail {

/// Removes the events that a push has settled from the context, also during an exception.
class settled_events {
 public:
  settled_events(trace_context& context, const push_result& pushed) noexcept
      : context_(context), pushed_(pushed) {}
  settled_events(const settled_events&) = delete;
  settled_events& operator=(const settled_events&) = delete;
  ~settled_events() {
    auto unpushed = pushed_.unpushed.begin();
    auto rejected = pushed_.rejected.begin();
    context_.keep_if([&](std::size_t i) {
      if (i >= pushed_.events()) return true; // not looked at
      if (unpushed != pushed_.unpushed.end() && unpushed->index == i) return ++unpushed, true;
      if (rejected == pushed_.rejected.end() || rejected->index != i) return false;
      return !(rejected++)->is_permanent;
    });
  }

 private:
  trace_context& context_;
  const push_result& pushed_;
};

} // namespace detail

/// Pushes the events that wait in the context, as `assay::push` does. These leave the context:
/// events that the backend has, invalid events (in the result's `errors`) and events that it
/// rejects permanently (in `rejected`). The others stay in the context for a later call, also if a
/// function throws.
///
/// Positions in `result` refer to the events as they were before the call. Call it if the push of
/// `upload_trace` left events unpushed.
template <push_transport Transport, std::invocable<std::chrono::milliseconds> Sleep,
          std::invocable Random>
void push_trace(push_result& result, trace_context& context, const push_options& o,
                Transport&& transport, Sleep&& sleep, Random&& random) {
  result = {.organization_id = o.organization_id};
  const detail::settled_events settle(context, result);
  assay::push(result, context.events(), o, transport, sleep, random);
}

/// Pushes the events that wait in the context, and returns the result.
template <push_transport Transport, std::invocable<std::chrono::milliseconds> Sleep,
          std::invocable Random>
[[nodiscard]] push_result push_trace(trace_context& context, const push_options& o,
                                     Transport&& transport, Sleep&& sleep, Random&& random) {
  push_result result;
  push_trace(result, context, o, transport, sleep, random);
  return result;
}

/// Uploads the trajectory, sets the id that the backend assigned on the events of its trace, and
/// pushes the events of the context.
///
/// `upload(body)` sends the trajectory's JSON and returns an `upload_response`. The
/// `std::string_view` is valid during the call. It is called once; retries are up to the function.
/// A status from 200 to 299 with a `trajectory_id` in the body is a success.
///
/// **If the upload fails, nothing is pushed and nothing is lost:** every event stays in the
/// context, without the id, and `push` is empty. A pushed event could not be completed later: sent
/// again with its `trajectory_id`, it would be a duplicate, which the backend drops. After a failed
/// upload, call this function again, or call `push_trace` to push the events without the id. After
/// a success that left events unpushed, call `push_trace`: the trajectory is stored, and the
/// remaining events have its id.
///
/// The other parameters are those of `assay::push`. Exceptions of the functions and
/// `std::bad_alloc` are propagated. Events that were not pushed are then still in the context,
/// either all with the id or all without. The id of a trajectory that is already stored is lost
/// with the result.
template <std::invocable<std::string_view> Upload, push_transport Transport,
          std::invocable<std::chrono::milliseconds> Sleep, std::invocable Random>
[[nodiscard]] trace_result upload_trace(trace_context& context, const stored_trajectory& t,
                                        Upload&& upload, const push_options& o,
                                        Transport&& transport, Sleep&& sleep, Random&& random) {
  static_assert(
      std::convertible_to<std::invoke_result_t<Upload&, std::string_view>, upload_response>,
      "upload must return an assay::trajectory::upload_response");
  trace_result result{.push = {.organization_id = o.organization_id}};
  text_buffer body;
  if (!write(t, body)) {
    result.upload.is_invalid = true;
    return result;
  }
  const upload_response response = std::invoke(upload, body.view());
  result.upload.status = response.status;
  if (response.status >= 200 && response.status < 300)
    result.upload.trajectory_id = trajectory_id_of(response.body);
  if (!result.upload) return result;
  context.stamp(*result.upload.trajectory_id);
  push_trace(result.push, context, o, transport, sleep, random);
  return result;
}

} // namespace assay::trajectory
