#pragma once

#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>

namespace gateway {

enum class log_level : std::uint8_t { info, warning, error };

/// A member of a line of the log.
struct log_field {
  std::string_view name;
  std::variant<std::string_view, std::int64_t> value;
};

/// Writes lines of JSON, `{"time","level","event",...}`. Any thread may.
///
/// Whoever calls it gives no value of a payload and no key.
class log {
 public:
  /// To standard error when `file` is empty. Throws std::runtime_error when it cannot be opened.
  explicit log(const std::string& file);

  void write(log_level level, std::string_view event, std::initializer_list<log_field> fields = {});

 private:
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::mutex mutex_;
};

} // namespace gateway
