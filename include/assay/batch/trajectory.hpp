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

/// What came of sending a trajectory: what the caller's HTTP client gives.
struct upload_response {
  int status = 0; ///< of HTTP; 0: there was no answer
  std::string body{};
};

/// What came of the upload of a trace.
struct upload_result {
  int status = 0; ///< of the answer to the trajectory; 0: there was none
  std::optional<std::string>
      trajectory_id{}; ///< absent: it is not stored, or the answer does not say under which id
  bool is_invalid =
      false; ///< the trajectory cannot be written as JSON (a string is not UTF-8) and was not sent

  /// Whether the trajectory is stored, and it is known under which id.
  explicit operator bool() const noexcept { return trajectory_id.has_value(); }
};

/// What came of a trace: of its trajectory, and of its events.
struct trace_result {
  upload_result upload{};
  push_result push{};

  /// Whether the trajectory is stored and every event pushed.
  explicit operator bool() const noexcept { return upload && push; }
};

namespace detail {

/// Takes the events that a push is done with out of the context, even when an exception came
/// through.
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

/// Pushes the events that wait in the context, as `assay::push` does. Those that the backend has,
/// the invalid ones, which are in the result's `errors`, and those that it refuses for good, which
/// are in `rejected`, leave the context; the others stay there for another time, also when a
/// function throws.
///
/// `result` tells places among the events as they stood before. To be called when the push of
/// `upload_trace` left something.
template <push_transport Transport, std::invocable<std::chrono::milliseconds> Sleep,
          std::invocable Random>
void push_trace(push_result& result, trace_context& context, const push_options& o,
                Transport&& transport, Sleep&& sleep, Random&& random) {
  result = {.organization_id = o.organization_id};
  const detail::settled_events settle(context, result);
  assay::push(result, context.events(), o, transport, sleep, random);
}

/// The same, with its result returned.
template <push_transport Transport, std::invocable<std::chrono::milliseconds> Sleep,
          std::invocable Random>
[[nodiscard]] push_result push_trace(trace_context& context, const push_options& o,
                                     Transport&& transport, Sleep&& sleep, Random&& random) {
  push_result result;
  push_trace(result, context, o, transport, sleep, random);
  return result;
}

/// Uploads the trajectory, stamps the id that the backend gave it onto the events of its trace, and
/// pushes the events of the context.
///
/// `upload(body)`, with a `std::string_view` of the trajectory's JSON valid during the call, gives
/// an `upload_response`; it is called once, and tries again by itself if it likes. A status from
/// 200 to 299 whose body has a `trajectory_id` is success.
///
/// **When the upload fails nothing is pushed, and nothing is lost:** every event stays in the
/// context, unstamped, and `push` is empty. A pushed event could not be completed any more: sent
/// again with its `trajectory_id` it would be a repeat, which the backend drops. Then call this
/// again, or `push_trace` to push the events as they are. After a success that left events unpushed
/// call `push_trace`: the trajectory is stored, and the events that stayed are stamped.
///
/// The others are as for `assay::push`. What a function throws, and std::bad_alloc, comes through;
/// events that were not pushed are in the context then too, stamped all or none. The id of a
/// trajectory that was stored before is lost with the result.
template <std::invocable<std::string_view> Upload, push_transport Transport,
          std::invocable<std::chrono::milliseconds> Sleep, std::invocable Random>
[[nodiscard]] trace_result upload_trace(trace_context& context, const stored_trajectory& t,
                                        Upload&& upload, const push_options& o,
                                        Transport&& transport, Sleep&& sleep, Random&& random) {
  static_assert(
      std::convertible_to<std::invoke_result_t<Upload&, std::string_view>, upload_response>,
      "upload returns an assay::trajectory::upload_response");
  trace_result result{.push = {.organization_id = o.organization_id}};
  text_buffer body;
  if (!write(t, body)) {
    result.upload.is_invalid = true;
    return result;
  }
  const upload_response answer = std::invoke(upload, body.view());
  result.upload.status = answer.status;
  if (answer.status >= 200 && answer.status < 300)
    result.upload.trajectory_id = trajectory_id_of(answer.body);
  if (!result.upload) return result;
  context.stamp(*result.upload.trajectory_id);
  push_trace(result.push, context, o, transport, sleep, random);
  return result;
}

} // namespace assay::trajectory
