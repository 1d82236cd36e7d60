// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/body.hpp"
#include "assay/batch/outcome.hpp"
#include "assay/honeyhive/responses.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::honeyhive {

namespace detail {

/// Reads what a response reports about the events of the request.
class batch_response_reader {
 public:
  batch_response_reader(int status, std::string_view request, const partial_failure& said)
      : status_(status), said_(said),
        is_whole_(status != 500 && (!said.errors || said.errors->empty()) &&
                  said.success != false) {
    for (const std::string_view member : {"events", "model_events"})
      if (body_ = batch_body({.member = member, .bare_event = false}); body_.split(request)) break;
  }

  batch_outcome read() {
    if (!said_.event_ids) return refusal(code::missing_member, "array of string");
    const std::vector<std::string>& taken = *said_.event_ids;
    const std::size_t n = body_.events().size();
    if (is_whole_ ? taken.size() != n : taken.size() > n)
      return refusal(code::members_disagree,
                     (is_whole_ ? "the ids of the " : "no more ids than the ") + std::to_string(n) +
                         " events that were sent");
    const std::set<std::string_view> ids(taken.begin(), taken.end());
    std::vector<std::size_t> missing;
    bool all_named = ids.size() == taken.size();
    std::string room;
    for (std::size_t i = 0; i < n; ++i) {
      const json_text id(find_member(body_.events()[i], "event_id"));
      all_named = all_named && id.is_string();
      if (id.is_string() && ids.contains(characters_of(id, room))) continue;
      if (id.is_string() && is_whole_)
        return refusal(code::members_disagree, "the id of each event that has an id");
      missing.push_back(i);
    }
    if (taken.size() == n) return {.accepted = n};
    if (!all_named && !taken.empty()) return unnamed(n);
    if (missing.size() != n - taken.size())
      return refusal(code::members_disagree, "ids of events that were sent");
    batch_outcome out{.accepted = taken.size()};
    for (const std::size_t i : missing)
      out.rejected.push_back(
          {.index = i, .status = status_, .reason = reason(), .is_permanent = false});
    return out;
  }

 private:
  static batch_outcome refusal(code what, std::string expected) {
    return {.violations = {{.code = what, .path = "/event_ids", .expected = std::move(expected)}}};
  }

  batch_outcome unnamed(std::size_t n) const {
    batch_outcome out{.accepted = said_.event_ids->size(), .unnamed = n - said_.event_ids->size()};
    for (const std::string& e : said_.errors.value_or(std::vector<std::string>()))
      out.message += (out.message.empty() ? "" : "; ") + e;
    return out;
  }

  /// Returns the reason for the rejections, if the response has one reason for all.
  std::string reason() const {
    return said_.errors && said_.errors->size() == 1 ? said_.errors->front() : std::string();
  }

  int status_;
  const partial_failure& said_;
  bool is_whole_; ///< the response states that all events were accepted
  batch_body body_;
};

} // namespace detail

/// Reads the response to a batch of events: `{"event_ids":[...],"success":true}`, or, with status
/// 500, the same with `errors` if some events were rejected. Use it for `push_response::outcome`:
///
///     return {.status = r.status, .body = r.body,
///             .outcome = assay::honeyhive::read_batch_response(r.status, r.body, request)};
///
/// Returns nothing if only the status shows what happened to the request: any status that is
/// neither a success nor 500, and a 500 without `event_ids`.
///
/// The response lists the ids of the accepted events in order. So the outcome of each event is
/// known if all or none were accepted, or if every event has a unique `event_id`. The rejected
/// ones, and only those, may then be sent again (`is_permanent` is false, because the response does
/// not report it). Otherwise the rejected events are `unnamed`: sending the batch again would store
/// the other events twice.
///
/// `request`: the body that was sent, with its events in `events` or `model_events`. Takes n log n
/// time for n events; allocates. Source: HoneyHive's published interfaces 1.0.4 and 1.1.0.
template <class Failure = partial_failure>
std::optional<batch_outcome> read_batch_response(int status, std::string_view body,
                                                 std::string_view request) {
  const bool is_success = status >= 200 && status < 300;
  constexpr int partial = 500;
  if (!is_success && status != partial) return std::nullopt;
  Failure said;
  validator<Failure> v({.level = level::reference});
  const bool is_read = v.read(body, said);
  if (!is_success && (!is_read || !said.event_ids)) return std::nullopt;
  if (!is_read)
    return batch_outcome{
        .violations = {v.report().violations().begin(), v.report().violations().end()}};
  return detail::batch_response_reader(status, request, said).read();
}

} // namespace assay::honeyhive
