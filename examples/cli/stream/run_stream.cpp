// SPDX-License-Identifier: BSL-1.0
#include "stream/run_stream.hpp"

#include "io/output.hpp"
#include "stream/file_sequence.hpp"

#include <algorithm>
#include <thread>

namespace tool {

exit_status stream_result::status() const noexcept {
  if (failed) return exit_status::failed;
  return total.events.rejected == 0 ? exit_status::accepted : exit_status::rejected;
}

stream_result run_stream(const stream_settings& s, progress& shown,
                         const std::function<std::unique_ptr<worker>()>& make_worker) {
  stream_result result;
  file_sequence files(s);
  const auto finish = [&](const job& j) {
    const bool has_hint = !j.hint.empty() && j.counts.events.rejected >= j.counts.events.accepted;
    if (has_hint || j.out.size() + j.err.size() != 0) shown.hide();
    write_output(j.out.view());
    write_error(j.err.view());
    if (has_hint) write_error(j.hint);
    result.total += j.counts;
    result.total.bytes += j.lines.bytes;
    shown.update(result.total);
  };
  const unsigned threads = s.jobs != 0 ? static_cast<unsigned>(s.jobs)
                                       : std::max(1u, std::thread::hardware_concurrency());
  pipeline(
      threads, make_worker, [&](job& j) { return files.next(j); }, finish)
      .run();
  result.failed = files.failed();
  return result;
}

} // namespace tool
