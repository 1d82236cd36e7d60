#include "api/api.hpp"

#include "http/path.hpp"

#include "assay/json/json_output.hpp"
#include "assay/json/walk.hpp"
#include "assay/promptetheus.hpp"
#include "assay/timeline.hpp"
#include "assay/timeline/promptetheus.hpp"

#include <string>

namespace gateway {
namespace {

constexpr std::string_view select_events =
    "SELECT seq, body FROM events WHERE system = 'promptetheus' AND session = ?1 AND "
    "(?2 IS NULL OR seq > ?2) ORDER BY seq, id LIMIT ?3";

/// The event as its session has it: an event is of the session that its request was for, whatever
/// it says itself.
std::string of_session(std::string_view event, const std::string& session) {
  std::string out(event);
  const assay::json_text own(assay::find_member(event, "session_id"));
  if (own.empty() || own.to_string() == session) return out;
  assay::text_buffer name;
  assay::json_output(name).string(session);
  const auto at = static_cast<std::size_t>(own.text().data() - event.data());
  out.replace(at, own.text().size(), name.view());
  return out;
}

bool is_known(database& db, const std::string& session) {
  statement asked(db, "SELECT 1 FROM sessions WHERE system = 'promptetheus' AND session = ?1");
  asked.bind(session);
  return asked.step();
}

std::optional<std::int64_t> after_of(std::string_view query) {
  if (!query_value(query, "after")) return std::nullopt;
  constexpr auto greatest = static_cast<std::size_t>(INT64_MAX);
  return static_cast<std::int64_t>(query_number(query, "after", 0, greatest));
}

response events(reader_pool& readers, const request& r, const path_parts& parts) {
  auto lease = readers.take();
  const std::string& session = parts.at(0);
  if (!is_known(lease.db(), session)) return refusal(404, "trace not found");
  constexpr std::size_t most = 10'000, usual = 1000;
  const std::size_t limit = query_number(r.query, "limit", usual, most);
  statement asked(lease.db(), select_events);
  asked.bind(session, after_of(r.query), limit + 1);
  std::string body = R"({"events":[)", last;
  std::size_t n = 0;
  bool is_cut = false;
  while (asked.step()) {
    if (n == limit) {
      is_cut = true;
      break;
    }
    if (n++ != 0) body += ',';
    body += of_session(asked.text(1), session);
    last = asked.text(0);
  }
  last.erase(0, std::min(last.find_first_not_of('0'), last.size() - 1)); // of a great number
  body += is_cut ? R"(],"next":)" + last + "}" : std::string(R"(],"next":null})");
  return {.body = std::move(body)};
}

response timeline(reader_pool& readers, const request&, const path_parts& parts) {
  auto lease = readers.take();
  const std::string& session = parts.at(0);
  if (!is_known(lease.db(), session)) return refusal(404, "trace not found");
  assay::options lenient;
  lenient.level = assay::level::reference;
  lenient.keep_unknown_types = true;
  assay::validator<assay::promptetheus::event> validator(lenient);
  assay::timeline::event_log log;
  statement asked(lease.db(), select_events);
  asked.bind(session, std::optional<std::int64_t>(), std::int64_t{-1});
  while (asked.step()) {
    const std::string event = of_session(asked.text(1), session);
    if (validator.check(event) && !add(log, validator))
      return refusal(413, "the trace has too many events for a timeline");
  }
  const assay::timeline::ordering order(log);
  assay::text_buffer out;
  for (const assay::timeline::ordered_session& s : order.sessions())
    if (!append_json(out, assay::timeline::span_tree(s)))
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
