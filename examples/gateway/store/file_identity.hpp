// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <sys/stat.h>

namespace gateway {

/// The identity of the file that a name refers to. After the file is removed or replaced, data
/// written to the old file is lost when it is closed.
class file_identity {
 public:
  explicit file_identity(std::string file) : file_(std::move(file)), at_start_(look()) {}

  /// Returns whether the name still refers to this file.
  bool is_in_place() const {
    const auto now = look();
    return now && at_start_ && now->st_dev == at_start_->st_dev && now->st_ino == at_start_->st_ino;
  }

 private:
  std::optional<struct ::stat> look() const {
    struct ::stat found {};
    if (::stat(file_.c_str(), &found) != 0) return std::nullopt;
    return found;
  }

  std::string file_;
  std::optional<struct ::stat> at_start_;
};

} // namespace gateway
