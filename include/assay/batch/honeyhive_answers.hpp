#pragma once

#include "assay/batch/answers.hpp"
#include "assay/honeyhive/responses.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::honeyhive {

/// Reads the answer to a batch of events: `{"event_ids":[...],"success":true}`, or with status 500
/// the same with `errors`, when some events were refused. For `push_response::answer`.
///
/// The ids of the events that were taken are told, in their order. So what became of each event is
/// known where all events were taken, and where every event has an `event_id` of its own. Then
/// those that were refused may be sent again (`is_permanent` is false, for the answer does not
/// say), and only those. Otherwise the refused ones are `unnamed`: sending the batch again would
/// store the others twice.
///
/// `events`: the texts of the request's events, in their order. n log n in the events; allocates.
/// Source: HoneyHive's published interfaces 1.0.4 and 1.1.0, "partial success".
template <class Failure = partial_failure>
batch_answer read_batch_answer(std::string_view body, std::span<const std::string_view> events,
                               int status = 200) {
  const auto refuse = [](code what, std::string path, std::string expected) {
    return batch_answer{
        .violations = {{.code = what, .path = std::move(path), .expected = std::move(expected)}}};
  };
  Failure said;
  validator<Failure> v({.level = level::reference});
  if (!v.read(body, said))
    return {.violations = {v.report().violations().begin(), v.report().violations().end()}};
  if (!said.event_ids) return refuse(code::missing_member, "/event_ids", "array of string");
  const std::vector<std::string>& taken = *said.event_ids;
  const std::size_t n = events.size();
  const bool is_whole = status >= 200 && status < 300 && (!said.errors || said.errors->empty());
  if (is_whole ? taken.size() != n : taken.size() > n)
    return refuse(code::members_disagree, "/event_ids",
                  (is_whole ? "the ids of the " : "no more ids than the ") + std::to_string(n) +
                      " events that were sent");

  const std::set<std::string_view> ids(taken.begin(), taken.end());
  batch_answer out{.accepted = taken.size()};
  bool all_named = ids.size() == taken.size();
  std::size_t own = 0;
  std::string room;
  for (std::size_t i = 0; i < n; ++i) {
    const json_text id(find_member(events[i], "event_id"));
    const bool has_id = id.is_string();
    const bool is_taken = has_id && ids.contains(characters_of(id, room));
    all_named = all_named && has_id;
    own += is_taken;
    if (is_whole && has_id && !is_taken)
      return refuse(code::members_disagree, "/event_ids", "the id of each event that has one");
    if (!is_taken)
      out.rejected.push_back(
          {.index = i,
           .status = status,
           .reason = said.errors && said.errors->size() == 1 ? said.errors->front() : std::string(),
           .is_permanent = false});
  }
  if (is_whole) return {.accepted = n};
  if (all_named && own == taken.size()) return out;
  if (all_named)
    return refuse(code::members_disagree, "/event_ids", "ids of events that were sent");
  out.rejected.clear();
  out.unnamed = n - taken.size();
  for (const std::string& e : said.errors.value_or(std::vector<std::string>()))
    out.message += (out.message.empty() ? "" : "; ") + e;
  return out;
}

} // namespace assay::honeyhive
