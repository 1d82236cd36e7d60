// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "store/database.hpp"
#include "store/file_identity.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace gateway {

/// Connections for reading, each lent to one thread. Readers see the last commit and do not wait
/// for the writer.
class reader_pool {
 public:
  explicit reader_pool(const std::string& file) : name_(file), file_(file) {}

  class lease {
   public:
    lease(reader_pool& from, std::unique_ptr<database> db) : from_(from), db_(std::move(db)) {}
    lease(const lease&) = delete;
    lease& operator=(const lease&) = delete;
    ~lease() { from_.give_back(std::move(db_)); }
    database& db() noexcept { return *db_; }

   private:
    reader_pool& from_;
    std::unique_ptr<database> db_;
  };

  /// Throws database_error if the database cannot be opened, or if its file was removed or
  /// replaced.
  lease take() {
    if (!file_.is_in_place())
      throw database_error("the file of the database was removed or replaced", 0);
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        auto db = std::move(free_.back());
        free_.pop_back();
        return {*this, std::move(db)};
      }
    }
    return {*this, std::make_unique<database>(name_, database::access::read)};
  }

 private:
  void give_back(std::unique_ptr<database> db) noexcept {
    const std::lock_guard lock(mutex_);
    try {
      free_.push_back(std::move(db));
    } catch (const std::bad_alloc&) {
      // The connection is closed instead.
    }
  }

  std::string name_;
  file_identity file_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<database>> free_;
};

} // namespace gateway
