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

/// A block between input and output.
struct job {
  std::string_view file; ///< the source of the lines, as it is shown
  block lines;
  assay::text_buffer out, err; ///< the text to print
  tally counts;
  std::string hint; ///< the form of the file; printed unless most lines are accepted
};

/// Processes blocks. Each worker belongs to one thread.
class worker {
 public:
  worker() = default;
  worker(const worker&) = delete;
  worker& operator=(const worker&) = delete;
  virtual ~worker() = default;

  /// Processes the lines and adds the results to `out`, `err` and `counts`.
  virtual void process(job& j) = 0;
};

/// Reads jobs one at a time, processes them in several threads, and finishes them one at a time in
/// the order of reading.
///
/// The thread that reads a block also processes it, while the block is in the cache of its
/// processor. No thread only reads. Holds a bounded number of jobs and of bytes, except for a
/// single longer job.
class pipeline {
 public:
  /// `read` fills an empty job, or returns false at the end.
  pipeline(unsigned threads, const std::function<std::unique_ptr<worker>()>& make_worker,
           std::function<bool(job&)> read, std::function<void(const job&)> finish);
  pipeline(const pipeline&) = delete;
  pipeline& operator=(const pipeline&) = delete;

  /// Runs until all jobs are finished. The calling thread is the first worker thread. An exception
  /// of `read`, a worker or `finish` ends the work and is rethrown.
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

  std::mutex mutex_;             ///< guards the members below
  std::condition_variable room_; ///< signals a finished job or `stop`
  std::vector<slot*> free_;
  std::deque<slot*> unfinished_; ///< in the order in which they were read
  std::size_t bytes_ = 0;        ///< of the lines of the unfinished jobs
  bool is_finishing_ = false;
  bool stopped_ = false;
  std::exception_ptr failure_;
};

} // namespace tool
