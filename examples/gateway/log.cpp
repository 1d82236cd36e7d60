// SPDX-License-Identifier: BSL-1.0
#include "log.hpp"

#include "clock.hpp"

#include "assay/json/json_output.hpp"
#include "assay/json/text_buffer.hpp"

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace gateway {
namespace {

int leave_open(std::FILE*) { return 0; }
int close(std::FILE* f) { return std::fclose(f); }
constexpr std::string_view names[] = {"info", "warning", "error"};

/// Returns the part of a line after the time, without the closing brace.
std::string rest_of_line(log_level level, std::string_view event,
                         std::initializer_list<log_field> fields) {
  assay::text_buffer out;
  assay::json_output to(out);
  to.raw(R"(,"level":)");
  to.string(names[static_cast<std::size_t>(level)]);
  to.raw(R"(,"event":)");
  to.string(event);
  for (const log_field& f : fields) {
    to.put(',');
    to.string(f.name);
    to.put(':');
    if (const auto* const text = std::get_if<std::string_view>(&f.value)) to.string(*text);
    else to.integer(std::get<std::int64_t>(f.value));
  }
  return std::string(out.view());
}

} // namespace

log::handle log::opened(const std::string& file) {
  if (file.empty()) return {stderr, leave_open};
  return {std::fopen(file.c_str(), "ae"), close};
}

log::log(const std::string& file) : name_(file), file_(opened(file)) {
  if (!file_) throw std::runtime_error("cannot open the log " + file + ": " + std::strerror(errno));
}

void log::reopen() {
  handle made = opened(name_);
  if (!made) return write(log_level::error, "log_not_reopened");
  const std::lock_guard lock(mutex_);
  file_ = std::move(made);
}

bool log::is_to_be_left_out(const std::string& line, std::int64_t& left_out) {
  constexpr std::size_t most = 100; // different lines
  const auto now = clock::now();
  if (lines_.size() >= most) lines_.clear();
  written& w = lines_[line];
  if (w.last != clock::time_point() && now - w.last < std::chrono::seconds(1)) {
    ++w.left_out;
    return true;
  }
  left_out = w.left_out;
  w = {now, 0};
  return false;
}

void log::write(log_level level, std::string_view event, std::initializer_list<log_field> fields) {
  const std::string rest = rest_of_line(level, event, fields);
  const std::lock_guard lock(mutex_);
  std::int64_t left_out = 0;
  if (level != log_level::info && is_to_be_left_out(rest, left_out)) return;
  std::string line = R"({"time":")" + text_of_time(microseconds_now()) + '"' + rest;
  if (left_out != 0) line += R"(,"left_out":)" + std::to_string(left_out);
  line += "}\n";
  std::fwrite(line.data(), 1, line.size(), file_.get());
  std::fflush(file_.get());
}

} // namespace gateway
