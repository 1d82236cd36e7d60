// SPDX-License-Identifier: BSL-1.0
#include "api/api.hpp"

#include "api/retry.hpp"
#include "clock.hpp"
#include "http/path.hpp"

#include "assay/json/json_output.hpp"

#include <charconv>
#include <limits>
#include <optional>
#include <string>

namespace gateway {
namespace {

constexpr std::string_view select_rejected =
    "SELECT id, time, system, session, source, status, violations, length(body), repeats, "
    "last_time FROM quarantine WHERE id < ?1 ORDER BY id DESC LIMIT ?2";

void put(assay::json_output& to, const statement& row) {
  const auto text = [&](std::string_view name, int column) {
    to.raw(name);
    to.string(std::string(row.text(column)));
  };
  to.raw(R"({"id":)");
  to.integer(row.integer(0));
  to.raw(R"(,"time":)");
  to.string(text_of_time(row.integer(1)));
  text(R"(,"system":)", 2);
  text(R"(,"session_id":)", 3);
  text(R"(,"source":)", 4);
  to.raw(R"(,"status":)");
  to.integer(row.integer(5));
  to.raw(R"(,"violations":)");
  to.raw(row.text(6));
  to.raw(R"(,"bytes":)");
  to.integer(row.integer(7));
  to.raw(R"(,"repeats":)");
  to.integer(row.integer(8));
  to.raw(R"(,"last_time":)");
  to.string(text_of_time(row.integer(9)));
  to.put('}');
}

response list_rejected(reader_pool& readers, const request& r, const path_parts&) {
  constexpr auto greatest = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  const std::size_t limit = query_limit(r.query, 100, 1000);
  auto lease = readers.take();
  statement asked(lease.db(), select_rejected);
  asked.bind(query_number(r.query, "before", greatest, greatest), limit + 1);
  assay::text_buffer out;
  assay::json_output to(out);
  to.raw(R"({"quarantine":[)");
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

std::optional<std::int64_t> id_of(const std::string& text) {
  std::int64_t id = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, id);
  if (error != std::errc() || stop != end) return std::nullopt;
  return id;
}

response body_of(reader_pool& readers, const request&, const path_parts& parts) {
  const std::optional<std::int64_t> id = id_of(parts.at(0));
  auto lease = readers.take();
  statement asked(lease.db(), "SELECT body FROM quarantine WHERE id = ?1");
  if (!id || !asked.bind(*id).step()) return refusal(404, "no entry in quarantine has this id");
  response out{.body = std::string(asked.text(0)), .content_type = "application/octet-stream"};
  // A browser must not treat the body as a page of this server.
  out.headers.emplace_back("X-Content-Type-Options", "nosniff");
  out.headers.emplace_back("Content-Disposition", "attachment");
  return out;
}

} // namespace

void add_quarantine(router& to) {
  to.add({"GET", "/api/quarantine", read_handler(list_rejected)});
  to.add({"GET", "/api/quarantine/{id}/body", read_handler(body_of)});
  to.add({"POST", "/api/quarantine/{id}/retry",
          write_handler([&to](event_store& store, const request&, const path_parts& parts) {
            const std::optional<std::int64_t> id = id_of(parts.at(0));
            const auto result = id ? retry(store, to, *id) : std::nullopt;
            if (!result) return refusal(404, "no entry in quarantine has this id");
            return response{.body = R"({"id":)" + std::to_string(*id) + R"(,"accepted":)" +
                                    (result->is_accepted ? "true" : "false") + R"(,"status":)" +
                                    std::to_string(result->answer.status) + R"(,"answer":)" +
                                    result->answer.body + "}"};
          })});
}

} // namespace gateway
