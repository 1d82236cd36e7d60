// SPDX-License-Identifier: BSL-1.0

// ProductTelemetry: a client without I/O. The program supplies the clock and the connection.
#include <assay/producttelemetry/client.hpp>

#include <iostream>
#include <optional>
#include <string_view>

namespace {

/// Your HTTP client.
assay::push_response send(const assay::producttelemetry::request& r) {
  std::cout << r.method << ' ' << r.url << ", " << r.body.size() << " bytes\n";
  return {.status = 200}; // also set `retry_after` and `body`
}

} // namespace

int main() {
  using namespace assay::producttelemetry;
  const auto environment = [](std::string_view) -> std::optional<std::string_view> {
    return std::nullopt;
  }; // std::getenv

  // [client]
  client_options options;
  options.opted_out =
      decide_opt_out(false, environment, std::nullopt); // argument, environment, configuration file
  options.write_key = "proj_wk_example";
  client telemetry(options,
                   {.client_id = "2676b1d7-bcda-4ac5-8b10-0ccc51bb22a5",
                    .session_id = "e1c14f00-3e4a-409b-9584-c5f1fa112a26"},
                   assay::system_now());

  telemetry.track("export.completed", {{"format", "pdf"}});
  const track_result refused = telemetry.track("", {}); // no name: it is never sent
  if (!refused)
    for (const assay::violation& v : refused.violations) std::cout << to_string(v) << '\n';

  telemetry.shutdown(); // makes a last flush due
  while (telemetry.flush_due(assay::system_now()))
    if (const auto r = telemetry.flush(assay::system_now()))
      for (const refused_event& e : telemetry.settle(send(*r)).refused)
        std::cerr << "the server rejects an event: " << e.reason << '\n';
  // [/client]
  return telemetry.pending() == 0 && !refused ? 0 : 1;
}
