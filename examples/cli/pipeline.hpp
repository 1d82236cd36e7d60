#pragma once

#include "block_reader.hpp"
#include "tally.hpp"

#include "assay/json/text_buffer.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
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
};

/// Processes blocks. One belongs to one thread.
class worker {
 public:
  worker() = default;
  worker(const worker&) = delete;
  worker& operator=(const worker&) = delete;
  virtual ~worker() = default;

  /// Fills `out`, `err` and `counts`, which are empty, from the lines.
  virtual void process(job& j) = 0;
};

/// Has jobs processed by some threads, and finished one at a time in the order in which they were submitted.
///
/// Holds a bounded number of jobs and, but for a single longer one, of bytes. With one thread that is the caller's.
/// What a worker or the finishing throws ends the work and comes out of `free_job` or `wait`.
class pipeline {
 public:
  pipeline(unsigned threads, const std::function<std::unique_ptr<worker>()>& make_worker, std::function<void(const job&)> finish);
  ~pipeline();
  pipeline(const pipeline&) = delete;
  pipeline& operator=(const pipeline&) = delete;

  /// An empty job, when there is one. It is the caller's until it is submitted.
  job& free_job();
  /// To be processed, then finished.
  void submit(job& j);
  /// To be finished as it is.
  void submit_processed(job& j);
  /// Until all that was submitted is finished.
  void wait();

 private:
  struct slot {
    job content;
    std::size_t bytes = 0; ///< as counted in `bytes_`
    bool is_processed = false;
  };

  void work(worker& w);
  void enqueue(job& j, bool is_processed);
  void finish_in_order(std::unique_lock<std::mutex>& lock);
  void recycle(slot& s);
  void stop(std::exception_ptr reason) noexcept;
  void rethrow() const;

  std::function<void(const job&)> finish_;
  std::vector<std::unique_ptr<slot>> slots_;
  std::vector<std::unique_ptr<worker>> workers_;

  std::mutex mutex_;
  std::condition_variable work_; ///< something to process, or the end
  std::condition_variable room_; ///< something was finished
  std::vector<slot*> free_;
  std::deque<slot*> unprocessed_;
  std::deque<slot*> unfinished_; ///< in the order of submission
  std::size_t bytes_ = 0;        ///< of the lines of the unfinished
  bool is_finishing_ = false;
  bool stopped_ = false;
  std::exception_ptr failure_;

  std::vector<std::jthread> threads_; ///< last: they use the rest
};

} // namespace tool
