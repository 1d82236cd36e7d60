// SPDX-License-Identifier: BSL-1.0

// The functions of the store for clients and for changes of events.

#include "store/event_store.hpp"

#include "store/mentions.hpp"

namespace gateway {

void event_store::identify(std::string_view system, std::string_view client,
                           std::string_view user) {
  statement(db_, "INSERT INTO identities VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET "
                 "user = ?3, time = ?4")
      .bind(system, client, user, now_)
      .run();
}

std::vector<found_event> event_store::find_events(std::string_view system, std::string_view key,
                                                  const std::optional<std::string>& session) {
  statement asked(db_, "SELECT session, body FROM events WHERE system = 'honeyhive' AND system = "
                       "?1 AND key = ?2 AND (?3 IS NULL OR session = ?3) LIMIT 2");
  asked.bind(system, key, session);
  std::vector<found_event> out;
  while (asked.step()) out.push_back({std::string(asked.text(0)), std::string(asked.text(1))});
  return out;
}

void event_store::replace_event(std::string_view system, std::string_view session,
                                std::string_view key, std::string_view text) {
  statement(db_, "UPDATE events SET body = ?4 WHERE system = ?1 AND session = ?2 AND key = ?3")
      .bind(system, session, key, text)
      .run();
}

/// The client of a rejected entry is not always known. An entry of an unknown client is deleted if
/// it contains the id.
void event_store::forget_mentions(std::string_view system, std::string_view client) {
  if (client.empty()) return;
  std::vector<std::int64_t> ids;
  statement asked(db_, "SELECT id, body, prefix FROM quarantine WHERE system = ?1 AND client IS "
                       "NULL");
  asked.bind(system);
  while (asked.step())
    if (mentions(asked.text(1), client) || mentions(asked.text(2), client))
      ids.push_back(asked.integer(0));
  statement deleted(db_, "DELETE FROM quarantine WHERE id = ?1");
  for (const std::int64_t id : ids) deleted.bind(id).run();
}

std::int64_t event_store::forget_client(std::string_view system, std::string_view client) {
  statement(db_, "UPDATE sessions SET events = events - (SELECT count(*) FROM events AS e WHERE "
                 "e.system = sessions.system AND e.session = sessions.session AND e.client = ?2) "
                 "WHERE system = ?1 AND session IN (SELECT session FROM events WHERE system = ?1 "
                 "AND client = ?2)")
      .bind(system, client)
      .run();
  statement(db_, "DELETE FROM events WHERE system = ?1 AND client = ?2").bind(system, client).run();
  const std::int64_t deleted = db_.changes();
  statement(db_, "DELETE FROM quarantine WHERE system = ?1 AND client = ?2")
      .bind(system, client)
      .run();
  forget_mentions(system, client);
  statement(db_, "DELETE FROM identities WHERE system = ?1 AND client = ?2")
      .bind(system, client)
      .run();
  statement(db_, "DELETE FROM sessions WHERE system = ?1 AND events <= 0 AND body IS NULL")
      .bind(system)
      .run();
  statement(db_, "UPDATE meta SET value = value + 1 WHERE name = 'deletions'").bind().run();
  window_.clear();
  remembered_at_begin_ = remembered_at_request_ = 0;
  has_forgotten_ = true;
  return deleted;
}

} // namespace gateway
