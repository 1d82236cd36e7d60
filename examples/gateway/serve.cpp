// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"

#include "api/api.hpp"
#include "http/server.hpp"
#include "store/writer.hpp"
#include "systems/systems.hpp"

#include "assay/identity/system_source.hpp"

#include <iostream>

namespace gateway {
namespace {

/// Makes a key if there is none, so that the server is never open to everyone by accident.
void make_key(settings& s) {
  s.keys.push_back(assay::random_event_id().str());
  std::cout << "The key of this run: " << s.keys.front() << std::endl;
}

} // namespace

exit_status serve_command(settings s) {
  log log_to(s.log_file);
  metrics counted;
  if (s.keys.empty()) make_key(s);
  writer to({.file = s.database,
             .is_durable = s.is_durable,
             .limits = {s.quarantine_rows, s.quarantine_bytes, s.window_events, s.window_bytes},
             .max_queue = s.max_queue},
            log_to, counted);
  reader_pool readers(s.database);
  router routes;
  add_systems(routes, s);
  add_trace_reading(routes);
  add_sessions(routes);
  add_quarantine(routes);
  add_page(routes);
  add_operations(
      routes, counted, [&] { return to.waiting(); }, [&] { return to.is_well(); });
  dispatcher decides(s, routes, to, readers, counted, log_to);
  run_server(
      s, decides, log_to,
      [&](std::uint16_t port) {
        log_to.write(log_level::info, "listening",
                     {{"address", s.listen.address}, {"port", std::int64_t{port}}});
      },
      [&] {
        decides.stop_reading();
        to.stop();
      });
  log_to.write(log_level::info, "stopped");
  return exit_status::ok;
}

} // namespace gateway
