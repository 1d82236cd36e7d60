#include "event_worker.hpp"

#include <optional>

namespace tool {

void event_worker::process(job& j) {
  const std::string_view text = j.lines.text.view();
  if (j.lines.is_cut) {
    single_.check(text);
    return judge(j, {j.file, j.lines.first_line, text}, single_.report(), header_of(single_));
  }
  reader_.restart(text, j.lines.first_line);
  while (reader_.next()) judge(j, {j.file, reader_.line(), reader_.text()}, reader_.report(), header_of(reader_));
}

void event_worker::reject(job& j, const source_line& line, const assay::report& report) {
  append_violations(report, line, j.err);
  j.counts.add(report, std::nullopt);
}

} // namespace tool
