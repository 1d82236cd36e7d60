// SPDX-License-Identifier: BSL-1.0
#include "store/schema.hpp"

#include "assay/identity/system_source.hpp"

#include <algorithm>

namespace gateway {
namespace {

// `seq` has no type, so that an integer stays an integer. A number of 2^63 or more is a text of 20
// digits, because SQLite sorts all integers before all texts.
constexpr const char* tables = R"sql(
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (
  id INTEGER PRIMARY KEY,
  system TEXT NOT NULL,
  session TEXT NOT NULL,
  seq,
  key TEXT NOT NULL,
  client TEXT,
  digest BLOB NOT NULL,
  time INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS events_by_key ON events (system, session, key);
CREATE UNIQUE INDEX IF NOT EXISTS events_by_seq ON events (system, session, seq) WHERE seq IS NOT NULL;
CREATE INDEX IF NOT EXISTS events_by_client ON events (system, client) WHERE client IS NOT NULL;
CREATE INDEX IF NOT EXISTS events_by_id ON events (key) WHERE system = 'honeyhive';
CREATE TABLE IF NOT EXISTS identities (
  system TEXT NOT NULL,
  client TEXT NOT NULL,
  user TEXT NOT NULL,
  time INTEGER NOT NULL,
  PRIMARY KEY (system, client)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sessions (
  id INTEGER PRIMARY KEY,
  system TEXT NOT NULL,
  session TEXT NOT NULL,
  agent TEXT,
  user_goal TEXT,
  status TEXT,
  events INTEGER NOT NULL DEFAULT 0,
  first_time INTEGER NOT NULL,
  last_time INTEGER NOT NULL,
  body TEXT
);
CREATE UNIQUE INDEX IF NOT EXISTS sessions_by_name ON sessions (system, session);
CREATE TABLE IF NOT EXISTS quarantine (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time INTEGER NOT NULL,
  last_time INTEGER NOT NULL,
  repeats INTEGER NOT NULL DEFAULT 0,
  system TEXT NOT NULL,
  session TEXT NOT NULL,
  client TEXT,
  method TEXT NOT NULL,
  target TEXT NOT NULL,
  source TEXT NOT NULL,
  status INTEGER NOT NULL,
  violations TEXT NOT NULL,
  prefix TEXT NOT NULL,
  body BLOB NOT NULL,
  suffix TEXT NOT NULL,
  digest BLOB NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS quarantine_by_content ON quarantine (system, session, digest);
CREATE TABLE IF NOT EXISTS quarantine_size (rows INTEGER NOT NULL, bytes INTEGER NOT NULL);
INSERT INTO quarantine_size SELECT 0, 0 WHERE NOT EXISTS (SELECT 1 FROM quarantine_size);
CREATE TRIGGER IF NOT EXISTS quarantine_grows AFTER INSERT ON quarantine BEGIN
  UPDATE quarantine_size SET rows = rows + 1, bytes = bytes + length(NEW.body);
END;
CREATE TRIGGER IF NOT EXISTS quarantine_shrinks AFTER DELETE ON quarantine BEGIN
  UPDATE quarantine_size SET rows = rows - 1, bytes = bytes - length(OLD.body);
END;
INSERT OR IGNORE INTO meta VALUES ('deletions', 0);
PRAGMA user_version = 1;
)sql";

constexpr std::int64_t version = 1;

} // namespace

void prepare(database& db, durability d) {
  db.execute("PRAGMA journal_mode = WAL");
  db.execute(d == durability::power ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
  db.execute("PRAGMA secure_delete = ON"); // overwrites deleted data
  db.execute("PRAGMA cache_size = -32768");
  statement asked(db, "PRAGMA user_version");
  const bool is_new = asked.step() && asked.integer(0) == 0;
  const std::int64_t found = asked.integer(0);
  asked.reset();
  if (!is_new && found != version)
    throw database_error("the database was created by another version of the gateway", 0);
  if (!is_new) return;
  db.execute("BEGIN IMMEDIATE"); // another process may create the tables at the same time
  db.execute(tables);
  const assay::random_bytes<16> key = assay::system_random<16>();
  statement(db, "INSERT OR IGNORE INTO meta VALUES ('digest_key', ?1)")
      .bind(blob{{reinterpret_cast<const char*>(key.data()), key.size()}})
      .run();
  db.execute("COMMIT");
}

assay::random_bytes<16> digest_key_of(database& db) {
  statement asked(db, "SELECT value FROM meta WHERE name = 'digest_key'");
  assay::random_bytes<16> key{};
  if (!asked.step() || asked.text(0).size() != key.size())
    throw database_error("the database has no digest key", 0);
  const std::string_view bytes = asked.text(0);
  std::transform(bytes.begin(), bytes.end(), key.begin(),
                 [](char c) { return static_cast<assay::random_bytes<16>::value_type>(c); });
  return key;
}

} // namespace gateway
