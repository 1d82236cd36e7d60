// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>

namespace gateway {

enum class log_level : std::uint8_t { info, warning, error };

/// A member of a log line.
struct log_field {
  std::string_view name;
  std::variant<std::string_view, std::int64_t> value;
};

/// Writes lines of JSON, `{"time","level","event",...}`. Any thread may use it. Equal warnings and
/// errors are written once per second; the next one reports in `left_out` how many were not
/// written.
///
/// Callers must not pass payload values or keys.
class log {
 public:
  /// Opens the file, or uses standard error if `file` is empty. Throws std::runtime_error if the
  /// file cannot be opened.
  explicit log(const std::string& file);

  void write(log_level level, std::string_view event, std::initializer_list<log_field> fields = {});
  /// Reopens the file, for example after it was moved away. Keeps the old file if this fails.
  void reopen();

 private:
  using clock = std::chrono::steady_clock;
  using handle = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
  struct written {
    clock::time_point last{};
    std::int64_t left_out = 0;
  };

  static handle opened(const std::string& file);
  bool is_to_be_left_out(const std::string& line, std::int64_t& left_out);

  std::string name_;
  handle file_;
  std::mutex mutex_;
  std::map<std::string, written> lines_; ///< warnings and errors of the last second
};

} // namespace gateway
