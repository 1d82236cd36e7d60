// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"

#include "api/retry.hpp"
#include "store/schema.hpp"
#include "systems/systems.hpp"

#include <algorithm>
#include <iostream>
#include <vector>

namespace gateway {
namespace {

/// The results of the rows, and the ids that never existed.
struct retry_counts {
  std::size_t accepted = 0, rejected = 0, gone = 0;
  std::vector<std::int64_t> unknown{};
};

/// Returns the ids to retry, oldest first.
std::vector<std::int64_t> ids_of(database& db, const retry_settings& what) {
  if (!what.ids.empty()) return what.ids;
  std::vector<std::int64_t> ids;
  statement asked(db, "SELECT id FROM quarantine ORDER BY id");
  while (asked.step()) ids.push_back(asked.integer(0));
  return ids;
}

/// Returns the greatest id that an entry in quarantine ever had.
std::int64_t greatest_id(database& db) {
  statement asked(db, "SELECT seq FROM sqlite_sequence WHERE name = 'quarantine'");
  return asked.step() ? asked.integer(0) : 0;
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
  if (result) ++(result->is_accepted ? counts.accepted : counts.rejected);
  else if (id < 1 || id > greatest_id(store.db())) counts.unknown.push_back(id);
  else ++counts.gone; // another retry stored it, or it was deleted
}

/// Uses small transactions, so that a running server does not wait for long.
retry_counts retry_all(event_store& store, const router& routes, const retry_settings& what,
                       const std::vector<std::int64_t>& ids) {
  constexpr std::size_t at_once = 20;
  retry_counts counts;
  for (std::size_t i = 0; i < ids.size();) {
    store.begin();
    try {
      const std::size_t end = std::min(ids.size(), i + at_once);
      for (; i < end; ++i) retry_one(store, routes, ids[i], what.is_dry, counts);
      store.commit();
    } catch (...) {
      store.roll_back();
      throw;
    }
  }
  return counts;
}

} // namespace

exit_status retry_command(const settings& s, const retry_settings& what) {
  database db(s.database, database::access::write);
  prepare(db, s.is_durable ? durability::power : durability::process);
  event_store store(db, {s.quarantine_rows, s.quarantine_bytes, s.window_events, s.window_bytes});
  router routes;
  add_systems(routes, s);
  const retry_counts counts = retry_all(store, routes, what, ids_of(db, what));
  for (const std::int64_t id : counts.unknown)
    std::cerr << "assay-gateway: no entry in quarantine has the id " << id << '\n';
  std::cout << counts.accepted << (what.is_dry ? " would be accepted, " : " accepted, ")
            << counts.rejected << " still rejected\n";
  return counts.unknown.empty() ? exit_status::ok : exit_status::failed;
}

} // namespace gateway
