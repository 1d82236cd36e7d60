// SPDX-License-Identifier: BSL-1.0
#include "gateway/faults/tracker.hpp"

#include "gateway/support/dice.hpp"
#include "gateway/support/http_client.hpp"

#include <assay/producttelemetry/client.hpp>

#include <string_view>
#include <thread>
#include <unordered_map>

namespace gateway_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

assay::producttelemetry::client_options options_of(const tracker_options& o) {
  assay::producttelemetry::client_options out;
  out.write_key = o.key;
  out.api_url = "http://127.0.0.1";
  out.flush_interval = milliseconds(20);
  out.max_queue_size = o.events + 1;
  out.limits.max_events = 50;
  out.responses = assay::response_format::acceptance;
  out.retry = {.base_delay = milliseconds(2),
               .max_delay = milliseconds(20),
               .max_retry_after = milliseconds(5),
               .min_delay = milliseconds(1)};
  return out;
}

assay::push_response post(http_client& client, const assay::producttelemetry::request& r) {
  http_answer a = client.post("/ingest", r.body);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return {.status = a.status,
          .retry_after = assay::parse_retry_after(a.retry_after, now),
          .body = std::move(a.body)};
}

std::string name_in(std::string_view text) {
  constexpr std::string_view start = "\"event_name\":\"";
  const std::size_t at = text.find(start);
  if (at == text.npos) return {};
  text.remove_prefix(at + start.size());
  return std::string(text.substr(0, text.find('"')));
}

} // namespace

std::vector<std::string> track(const tracker_options& o) {
  dice random(o.seed);
  http_client connection(o.port, o.key, o.timeout);
  assay::producttelemetry::client client(
      options_of(o), {.client_id = "tracker", .session_id = "tracked"}, assay::system_now());
  std::vector<std::string> names;
  for (std::size_t i = 0;
       (i < o.events || client.pending() != 0) && steady_clock::now() < o.deadline; ++i) {
    if (i < o.events) {
      names.push_back("tracked." + std::to_string(i));
      if (!client.track(names.back())) return {""};
      if (!random.chance(0.05)) continue;
    }
    while (client.flush_due(assay::system_now()))
      if (const auto r = client.flush(assay::system_now()))
        client.settle(post(connection, *r), assay::system_now(), random.fraction());
    std::this_thread::sleep_for(milliseconds(1));
  }
  if (client.pending() != 0 || client.dropped() != 0) names.emplace_back();
  return names;
}

std::vector<difference> compare_tracked(std::span<const std::string> delivered,
                                        std::span<const stored_event> stored) {
  std::vector<difference> out;
  std::unordered_map<std::string, std::size_t> times;
  for (const stored_event& e : stored) ++times[name_in(e.text)];
  for (const std::string& name : delivered) {
    if (name.empty()) out.push_back({"", "tracked", "not all events were delivered in time"});
    else if (const std::size_t n = times[name]; n != 1)
      out.push_back({name, "tracked", "stored " + std::to_string(n) + " times"});
    times.erase(name);
  }
  for (const auto& [name, n] : times)
    if (!name.empty()) out.push_back({name, "tracked", "stored, but not sent"});
  return out;
}

} // namespace gateway_test
