// SPDX-License-Identifier: BSL-1.0
#include "gateway/faults/database.hpp"

#include <memory>
#include <stdexcept>
#include <utility>

#include <sqlite3.h>

namespace gateway_test {
namespace {

using connection = std::unique_ptr<sqlite3, int (*)(sqlite3*)>;
using statement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

[[noreturn]] void fail(sqlite3* db) { throw std::runtime_error(sqlite3_errmsg(db)); }

connection open(const std::string& file) {
  sqlite3* db = nullptr;
  const int result = sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr);
  connection out(db, sqlite3_close);
  if (result != SQLITE_OK) fail(db);
  return out;
}

/// Calls `row(statement)` for each row.
template <class Row>
void query(sqlite3* db, const char* text, Row&& row) {
  sqlite3_stmt* s = nullptr;
  if (sqlite3_prepare_v2(db, text, -1, &s, nullptr) != SQLITE_OK) fail(db);
  const statement owner(s, sqlite3_finalize);
  int result = 0;
  while ((result = sqlite3_step(s)) == SQLITE_ROW) row(s);
  if (result != SQLITE_DONE) fail(db);
}

std::string text_at(sqlite3_stmt* s, int column) {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(s, column));
  return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_column_bytes(s, column))};
}

} // namespace

database_contents read_database(const std::string& file) {
  const connection db = open(file);
  query(db.get(), "pragma integrity_check", [](sqlite3_stmt* s) {
    if (text_at(s, 0) != "ok") throw std::runtime_error("the database is damaged");
  });
  database_contents out;
  const auto row = [](sqlite3_stmt* s) {
    return stored_event{text_at(s, 0), text_at(s, 1),
                        static_cast<std::uint64_t>(sqlite3_column_int64(s, 2)), text_at(s, 3)};
  };
  query(db.get(), "SELECT session, key, seq, body FROM events WHERE system = 'promptetheus'",
        [&](sqlite3_stmt* s) { out.events.push_back(row(s)); });
  query(db.get(), "SELECT session, '', 0, body FROM events WHERE system = 'producttelemetry'",
        [&](sqlite3_stmt* s) { out.tracked.push_back(row(s)); });
  query(db.get(), "SELECT body FROM quarantine",
        [&](sqlite3_stmt* s) { out.quarantined.push_back(text_at(s, 0)); });
  return out;
}

} // namespace gateway_test
