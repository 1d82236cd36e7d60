// SPDX-License-Identifier: BSL-1.0
#include "store/database.hpp"

#include <sqlite3.h>

namespace gateway {
namespace {

[[noreturn]] void throw_error(::sqlite3* db, const std::string& while_doing) {
  const int code = db != nullptr ? ::sqlite3_extended_errcode(db) : SQLITE_NOMEM;
  throw database_error(while_doing + ": " + ::sqlite3_errstr(code), code);
}

} // namespace

void database::closer::operator()(::sqlite3* h) const noexcept { ::sqlite3_close_v2(h); }

database::database(const std::string& file, access a) {
  const int how = a == access::read    ? SQLITE_OPEN_READONLY
                  : a == access::write ? SQLITE_OPEN_READWRITE
                                       : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int flags = how | SQLITE_OPEN_NOMUTEX;
  ::sqlite3* opened = nullptr;
  const int result = ::sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
  handle_.reset(opened);
  if (result != SQLITE_OK) throw_error(opened, "cannot open the database " + file);
  set_patience(usual_patience);
}

void database::set_patience(int milliseconds) noexcept {
  ::sqlite3_busy_timeout(handle_.get(), milliseconds);
}

void database::execute(const char* sql) {
  if (::sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    throw_error(handle_.get(), "database error");
}

std::int64_t database::changes() const noexcept { return ::sqlite3_changes64(handle_.get()); }
std::int64_t database::last_row() const noexcept {
  return ::sqlite3_last_insert_rowid(handle_.get());
}

void statement::closer::operator()(::sqlite3_stmt* s) const noexcept { ::sqlite3_finalize(s); }

statement::statement(database& db, std::string_view sql) : db_(db.handle()) {
  ::sqlite3_stmt* made = nullptr;
  if (::sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &made, nullptr) != SQLITE_OK)
    throw_error(db_, "database error in a statement");
  handle_.reset(made);
}

bool statement::step() {
  const int result = ::sqlite3_step(handle_.get());
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) fail();
  reset();
  return false;
}

void statement::run() {
  while (step()) {
  }
}

void statement::reset() noexcept { ::sqlite3_reset(handle_.get()); }

void statement::fail() const {
  const int code = ::sqlite3_extended_errcode(db_);
  ::sqlite3_reset(handle_.get());
  throw database_error(std::string("database error: ") + ::sqlite3_errstr(code), code);
}

std::int64_t statement::integer(int column) const noexcept {
  return ::sqlite3_column_int64(handle_.get(), column);
}

std::string_view statement::text(int column) const noexcept {
  const void* const bytes = ::sqlite3_column_blob(handle_.get(), column);
  const int size = ::sqlite3_column_bytes(handle_.get(), column);
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

bool statement::is_null(int column) const noexcept {
  return ::sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

void statement::put(int i, std::int64_t n) {
  if (::sqlite3_bind_int64(handle_.get(), i, n) != SQLITE_OK) fail();
}
void statement::put(int i, std::string_view s) {
  const char* const text = s.data() != nullptr ? s.data() : ""; // a null pointer would be NULL
  if (::sqlite3_bind_text64(handle_.get(), i, text, s.size(), SQLITE_STATIC, SQLITE_UTF8) !=
      SQLITE_OK)
    fail();
}
void statement::put(int i, blob b) {
  const char* const bytes = b.bytes.data() != nullptr ? b.bytes.data() : "";
  if (::sqlite3_bind_blob64(handle_.get(), i, bytes, b.bytes.size(), SQLITE_STATIC) != SQLITE_OK)
    fail();
}
void statement::put(int i, std::nullptr_t) {
  if (::sqlite3_bind_null(handle_.get(), i) != SQLITE_OK) fail();
}

} // namespace gateway
