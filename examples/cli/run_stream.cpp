#include "run_stream.hpp"

#include "io_error.hpp"
#include "output.hpp"

#include <algorithm>
#include <string>
#include <thread>

namespace tool {

exit_status stream_result::status() const noexcept {
  if (failed) return exit_status::failed;
  return total.events.rejected == 0 ? exit_status::accepted : exit_status::rejected;
}

stream_result run_stream(const stream_settings& s, progress& shown, const std::function<std::unique_ptr<worker>()>& make_worker) {
  stream_result result;
  const unsigned threads = s.jobs != 0 ? static_cast<unsigned>(s.jobs) : std::max(1u, std::thread::hardware_concurrency());
  pipeline blocks(threads, make_worker, [&](const job& j) {
    if (j.out.size() + j.err.size() != 0) shown.hide();
    write_output(j.out.view());
    write_error(j.err.view());
    result.total += j.counts;
    result.total.bytes += j.lines.bytes;
    shown.update(result.total);
  });

  job* next = &blocks.free_job();
  for (const std::string& file : s.files) {
    try {
      input_file input(file);
      block_reader reader(input, s.options.limits.max_document_bytes);
      while (reader.next(next->lines)) {
        next->file = shown_name(file);
        blocks.submit(*next);
        next = &blocks.free_job();
      }
    } catch (const input_error& error) {
      result.failed = true;
      // Told where it belongs among the other files' violations.
      next->lines.bytes = 0;
      next->err.append("assay: " + std::string(error.what()) + '\n');
      blocks.submit_processed(*next);
      next = &blocks.free_job();
    }
  }
  blocks.wait();
  return result;
}

} // namespace tool
