// SPDX-License-Identifier: BSL-1.0
#include "api/api.hpp"

#include "api/stored_events.hpp"
#include "http/path.hpp"

#include "assay/promptetheus.hpp"
#include "assay/timeline.hpp"
#include "assay/timeline/promptetheus.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace gateway {
namespace {

constexpr std::string_view promptetheus = "promptetheus";

std::string system_of(const request& r) {
  return query_value(r.query, "system").value_or(std::string(promptetheus));
}

/// The session of the query takes precedence, because browsers remove path segments that are `.` or
/// `..`, even if they are escaped.
std::string session_of(const request& r, const path_parts& parts) {
  return query_value(r.query, "session_id").value_or(parts.at(0));
}

response events(reader_pool& readers, const request& r, const path_parts& parts) {
  auto lease = readers.take();
  const std::string system = system_of(r), session = session_of(r, parts);
  if (!is_known(lease.db(), system, session)) return refusal(404, "trace not found");
  constexpr std::size_t most = 10'000, usual = 1000;
  // The page stays in memory until the client reads it, so a long page ends early.
  constexpr std::size_t most_bytes = std::size_t{1} << 20;
  const std::size_t limit = query_limit(r.query, usual, most);
  std::string body = R"({"events":[)", last;
  std::size_t n = 0;
  bool is_cut = false;
  for_each_event(lease.db(),
                 {.system = system,
                  .session = session,
                  .after = query_value(r.query, "after"),
                  .limit = limit + 1},
                 [&](std::string_view place, std::string_view event) {
                   is_cut = n == limit || (n != 0 && body.size() + event.size() > most_bytes);
                   if (is_cut) return false;
                   if (n++ != 0) body += ',';
                   body += event;
                   last = place;
                   return true;
                 });
  body += is_cut && !last.empty() ? R"(],"next":)" + last + "}" : std::string(R"(],"next":null})");
  return {.body = std::move(body)};
}

/// Events of Promptetheus are added to the log as they are stored, those of other systems as
/// records.
bool fill(assay::timeline::event_log& log, database& db, const stored_session& of) {
  if (of.system != promptetheus) return fill_by_records(log, db, of);
  assay::options lenient;
  lenient.level = assay::level::reference;
  lenient.keep_unknown_types = true;
  assay::validator<assay::promptetheus::event> validator(lenient);
  bool has_room = true;
  for_each_event(db, of, [&](std::string_view, std::string_view event) {
    if (validator.check(event)) has_room = add(log, validator);
    return has_room;
  });
  return has_room;
}

response timeline(reader_pool& readers, const request& r, const path_parts& parts) {
  auto lease = readers.take();
  const std::string system = system_of(r), session = session_of(r, parts);
  if (!is_known(lease.db(), system, session)) return refusal(404, "trace not found");
  assay::timeline::event_log log;
  if (!fill(log, lease.db(), {.system = system, .session = session}))
    return refusal(413, "the trace has too many events for a timeline");
  const assay::timeline::ordering order(log);
  assay::text_buffer out;
  for (const assay::timeline::ordered_session& s : order.sessions())
    if (s.id() == session && !append_json(out, assay::timeline::span_tree(s)))
      return refusal(500, "the timeline cannot be written");
  if (out.size() == 0) return refusal(404, "the trace has no events");
  return {.body = std::string(out.view())};
}

} // namespace

void add_trace_reading(router& to) {
  to.add({"GET", "/api/traces/{session_id}/events", read_handler(events)});
  to.add({"GET", "/api/traces/{session_id}/timeline", read_handler(timeline)});
}

} // namespace gateway
