#include "commands.hpp"

#include "api/retry.hpp"
#include "store/schema.hpp"
#include "systems/systems.hpp"

#include <iostream>
#include <vector>

namespace gateway {
namespace {

struct retry_counts {
  std::size_t accepted = 0, rejected = 0;
};

/// The ids that are to be tried, the oldest first.
std::vector<std::int64_t> ids_of(database& db, const retry_settings& what) {
  if (!what.ids.empty()) return what.ids;
  std::vector<std::int64_t> ids;
  statement asked(db, "SELECT id FROM quarantine ORDER BY id");
  while (asked.step()) ids.push_back(asked.integer(0));
  return ids;
}

void retry_one(event_store& store, const router& routes, std::int64_t id, bool is_dry,
               retry_counts& counts) {
  store.begin_request({});
  std::optional<retry_result> result;
  try {
    result = retry(store, routes, id);
  } catch (...) {
    store.undo_request();
    throw;
  }
  if (is_dry) store.undo_request();
  else store.end_request();
  if (!result) std::cerr << "assay-gateway: nothing in quarantine has the id " << id << '\n';
  else ++(result->is_accepted ? counts.accepted : counts.rejected);
}

} // namespace

exit_status retry_command(const settings& s, const retry_settings& what) {
  database db(s.database, database::access::write);
  prepare(db, s.is_durable ? durability::power : durability::process);
  event_store store(db, {s.quarantine_rows, s.quarantine_bytes, s.window_events, s.window_bytes});
  router routes;
  add_systems(routes, s);
  const std::vector<std::int64_t> ids = ids_of(db, what);
  constexpr std::size_t at_once = 50; // so that a server that is running has not to wait for long
  retry_counts counts;
  for (std::size_t i = 0; i < ids.size();) {
    store.begin();
    try {
      for (std::size_t n = 0; n < at_once && i < ids.size(); ++n, ++i)
        retry_one(store, routes, ids[i], what.is_dry, counts);
      store.commit();
    } catch (...) {
      store.roll_back();
      throw;
    }
  }
  std::cout << counts.accepted << (what.is_dry ? " would be accepted, " : " accepted, ")
            << counts.rejected << " still rejected\n";
  return counts.accepted + counts.rejected == ids.size() ? exit_status::ok : exit_status::failed;
}

} // namespace gateway
