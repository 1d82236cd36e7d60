// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/block_reader.hpp"
#include "stream/tally.hpp"

#include "assay/json/text_buffer.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace tool {

/// A block on its way from input to output.
struct job {
  std::string_view file; ///< where the lines come from, as it is shown
  block lines;
  assay::text_buffer out, err; ///< what is to be printed
  tally counts;
  std::string
      hint; ///< what the file looks like, to be printed unless most of the lines are accepted
};

/// Processes blocks. One belongs to one thread.
class worker {
 public:
  worker() = default;
  worker(const worker&) = delete;
  worker& operator=(const worker&) = delete;
  virtual ~worker() = default;

  /// Adds to `out`, `err` and `counts` what there is to say of the lines.
  virtual void process(job& j) = 0;
};

/// Has jobs read one at a time, processed by some threads, and finished one at a time in the order
/// in which they were read.
///
/// Whoever reads a block processes it: it is still in that processor's cache, and no thread is
/// there for reading alone. Holds a bounded number of jobs and, but for a single longer one, of
/// bytes.
class pipeline {
 public:
  /// `read` fills an empty job; false at the end.
  pipeline(unsigned threads, const std::function<std::unique_ptr<worker>()>& make_worker,
           std::function<bool(job&)> read, std::function<void(const job&)> finish);
  pipeline(const pipeline&) = delete;
  pipeline& operator=(const pipeline&) = delete;

  /// Until all is finished. The caller's is the first of the threads. What reading, a worker or the
  /// finishing throws ends the work and comes out of here.
  void run();

 private:
  struct slot {
    job content;
    std::size_t bytes = 0; ///< as counted in `bytes_`
    bool is_processed = false;
  };

  void work(worker& w) noexcept;
  slot* read_next();
  slot* free_slot();
  void finish_in_order(slot& processed);
  void recycle(slot& s);
  void stop(std::exception_ptr reason) noexcept;

  std::function<bool(job&)> read_;
  std::function<void(const job&)> finish_;
  std::vector<std::unique_ptr<slot>> slots_;
  std::vector<std::unique_ptr<worker>> workers_;

  std::mutex input_; ///< held while a job is read; locked before `mutex_`
  bool at_end_ = false;

  std::mutex mutex_;             ///< for what follows
  std::condition_variable room_; ///< something was finished, or the end
  std::vector<slot*> free_;
  std::deque<slot*> unfinished_; ///< in the order in which they were read
  std::size_t bytes_ = 0;        ///< of the lines of the unfinished
  bool is_finishing_ = false;
  bool stopped_ = false;
  std::exception_ptr failure_;
};

} // namespace tool
