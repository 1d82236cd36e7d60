// What a store does for clients, and for events that change.

#include "store/event_store.hpp"

namespace gateway {

void event_store::identify(std::string_view system, std::string_view client,
                           std::string_view user) {
  statement(db_, "INSERT INTO identities VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET "
                 "user = ?3, time = ?4")
      .bind(system, client, user, now_)
      .run();
}

std::string event_store::find_event(std::string_view system, std::string_view key) {
  statement asked(
      db_, "SELECT body FROM events WHERE system = 'honeyhive' AND system = ?1 AND key = ?2");
  asked.bind(system, key);
  return asked.step() ? std::string(asked.text(0)) : std::string();
}

void event_store::replace_event(std::string_view system, std::string_view key,
                                std::string_view text) {
  update_.bind(system, key, text).run();
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
