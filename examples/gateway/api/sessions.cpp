// SPDX-License-Identifier: BSL-1.0
#include "api/api.hpp"

#include "clock.hpp"
#include "http/path.hpp"

#include "assay/json/json_output.hpp"

#include <limits>
#include <string>

namespace gateway {
namespace {

constexpr std::string_view select_sessions =
    "SELECT id, system, session, agent, user_goal, events, first_time, last_time, status, (SELECT "
    "count(*) FROM quarantine AS q WHERE q.system = s.system AND q.session = s.session) FROM "
    "sessions AS s WHERE id < ?1 AND (?3 IS NULL OR session = ?3) ORDER BY id DESC LIMIT ?2";

void put_text(assay::json_output& to, std::string_view name, const statement& row, int column) {
  to.raw(name);
  if (row.is_null(column)) to.null();
  else to.string(std::string(row.text(column)));
}

void put(assay::json_output& to, const statement& row) {
  put_text(to, R"({"system":)", row, 1);
  put_text(to, R"(,"session_id":)", row, 2);
  put_text(to, R"(,"agent":)", row, 3);
  put_text(to, R"(,"user_goal":)", row, 4);
  to.raw(R"(,"events":)");
  to.integer(row.integer(5));
  to.raw(R"(,"first_time":)");
  to.string(text_of_time(row.integer(6)));
  to.raw(R"(,"last_time":)");
  to.string(text_of_time(row.integer(7)));
  put_text(to, R"(,"status":)", row, 8);
  to.raw(R"(,"quarantined":)");
  to.integer(row.integer(9));
  to.put('}');
}

/// Lists the sessions, newest first. `session_id` selects the sessions with that id, at most one
/// for each system.
response list_sessions(reader_pool& readers, const request& r, const path_parts&) {
  constexpr auto greatest = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  const std::size_t limit = query_limit(r.query, 100, 1000);
  auto lease = readers.take();
  statement asked(lease.db(), select_sessions);
  // It must outlive the statement, which holds a view.
  const auto session = query_value(r.query, "session_id");
  asked.bind(query_number(r.query, "after", greatest, greatest), limit + 1, session);
  assay::text_buffer out;
  assay::json_output to(out);
  to.raw(R"({"sessions":[)");
  std::int64_t last = 0;
  std::size_t n = 0;
  bool is_cut = false;
  while (asked.step()) {
    if (n == limit) {
      is_cut = true;
      break;
    }
    if (n++ != 0) to.put(',');
    put(to, asked);
    last = asked.integer(0);
  }
  to.raw(R"(],"next":)");
  if (is_cut) to.integer(last);
  else to.null();
  to.put('}');
  return {.body = std::string(out.view())};
}

} // namespace

void add_sessions(router& to) { to.add({"GET", "/api/sessions", read_handler(list_sessions)}); }

} // namespace gateway
