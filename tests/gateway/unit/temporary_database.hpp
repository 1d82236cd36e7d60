// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "store/database.hpp"
#include "store/event_store.hpp"
#include "store/schema.hpp"

#include <filesystem>
#include <string>
#include <unistd.h>

namespace gateway_test {

/// A database in a temporary directory, which is removed with it.
class temporary_database {
 public:
  temporary_database() {
    std::string pattern = (std::filesystem::temp_directory_path() / "assay-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    directory_ = pattern;
  }
  temporary_database(const temporary_database&) = delete;
  temporary_database& operator=(const temporary_database&) = delete;
  ~temporary_database() {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }
  std::string file() const { return (directory_ / "g.sqlite").string(); }

 private:
  std::filesystem::path directory_;
};

/// A store on that database, as in a process.
struct opened_store {
  explicit opened_store(const temporary_database& of, const gateway::store_limits& limits = usual)
      : db(prepared(of)), store(db, limits) {}

  static constexpr gateway::store_limits usual{100, 1'000'000, 1000, 1'000'000};

  static gateway::database prepared(const temporary_database& of) {
    gateway::database made(of.file(), gateway::database::access::make);
    prepare(made, gateway::durability::process);
    return made;
  }
  std::int64_t count(const char* sql) {
    gateway::statement asked(db, sql);
    return asked.step() ? asked.integer(0) : -1;
  }

  gateway::database db;
  gateway::event_store store;
};

} // namespace gateway_test
