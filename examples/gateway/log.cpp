#include "log.hpp"

#include "clock.hpp"

#include "assay/json/json_output.hpp"
#include "assay/json/text_buffer.hpp"

#include <stdexcept>

namespace gateway {
namespace {

int leave_open(std::FILE*) { return 0; }
constexpr std::string_view names[] = {"info", "warning", "error"};

} // namespace

log::log(const std::string& file) : file_(stderr, leave_open) {
  if (file.empty()) return;
  file_ = {std::fopen(file.c_str(), "ae"), [](std::FILE* f) { return std::fclose(f); }};
  if (!file_) throw std::runtime_error("the log cannot be opened: " + file);
}

void log::write(log_level level, std::string_view event, std::initializer_list<log_field> fields) {
  assay::text_buffer line;
  assay::json_output to(line);
  to.raw(R"({"time":)");
  to.string(text_of_time(microseconds_now()));
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
  to.raw("}\n");
  const std::lock_guard lock(mutex_);
  std::fwrite(line.view().data(), 1, line.size(), file_.get());
  std::fflush(file_.get());
}

} // namespace gateway
