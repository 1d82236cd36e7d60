// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace gateway {

/// An error of SQLite. The message contains no values.
class database_error : public std::runtime_error {
 public:
  database_error(const std::string& what, int code) : std::runtime_error(what), code_(code) {}
  int code() const noexcept { return code_; }

 private:
  int code_;
};

/// A connection to the database file. One thread may use it at a time.
class database {
 public:
  static constexpr int usual_patience = 10'000;

  enum class access : std::uint8_t {
    make,  ///< may write, and creates the file if it is missing
    write, ///< may write
    read,
  };

  /// Opens the file. Waits several seconds for locks of other connections before it fails.
  database(const std::string& file, access a);

  void execute(const char* sql);
  /// Sets how long it waits for other connections.
  void set_patience(int milliseconds) noexcept;
  std::int64_t changes() const noexcept; ///< the number of rows that the last statement changed
  std::int64_t last_row() const noexcept;
  ::sqlite3* handle() const noexcept { return handle_.get(); }

 private:
  struct closer {
    void operator()(::sqlite3* h) const noexcept;
  };
  std::unique_ptr<::sqlite3, closer> handle_;
};

/// A blob, which SQLite distinguishes from a text.
struct blob {
  std::string_view bytes;
};

/// A statement that is prepared once and run many times.
class statement {
 public:
  statement(database& db, std::string_view sql);

  /// Resets the statement and binds these values to `?1`, `?2`, ... Texts are views that must live
  /// until the statement has run.
  template <class... T>
  statement& bind(const T&... values) {
    reset();
    int i = 0;
    (put(++i, values), ...);
    return *this;
  }
  /// Moves to the next row. Returns false if there is none; the statement is then reset.
  bool step();
  /// Runs the statement to its end and ignores its rows.
  void run();
  void reset() noexcept;

  std::int64_t integer(int column) const noexcept;
  std::string_view text(int column) const noexcept; ///< a text or blob, until the next step
  bool is_null(int column) const noexcept;

 private:
  void put(int i, std::int64_t n);
  void put(int i, std::size_t n) { put(i, static_cast<std::int64_t>(n)); }
  void put(int i, int n) { put(i, static_cast<std::int64_t>(n)); }
  void put(int i, std::string_view s);
  void put(int i, const std::string& s) { put(i, std::string_view(s)); }
  void put(int i, blob b);
  void put(int i, std::nullptr_t);
  template <class T>
  void put(int i, const std::optional<T>& v) {
    if (v) put(i, *v);
    else put(i, nullptr);
  }
  [[noreturn]] void fail() const;

  struct closer {
    void operator()(::sqlite3_stmt* s) const noexcept;
  };
  ::sqlite3* db_;
  std::unique_ptr<::sqlite3_stmt, closer> handle_;
};

} // namespace gateway
