// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "http/message.hpp"
#include "log.hpp"
#include "metrics.hpp"
#include "store/event_store.hpp"
#include "store/file_identity.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace gateway {

/// A request that writes, and the callback for its response.
struct write_job {
  std::function<response(event_store&)> work;
  std::function<void(response)> answer; ///< called after the commit
  std::string method{}, target{}, source{};
};

/// The single thread that writes. It takes all waiting requests, processes them in one transaction,
/// commits, and then responds to them. During a commit, the next requests gather.
class writer {
 public:
  struct settings {
    std::string file;
    bool is_durable;
    store_limits limits;
    std::size_t max_queue;
  };

  /// Opens the database. Throws database_error.
  writer(const settings& s, log& to, metrics& counted);
  ~writer() { stop(); }

  /// Returns false if the queue is full or the writer has stopped; the job is then unchanged.
  bool submit(write_job& job);
  /// Processes the waiting requests and ends the thread.
  void stop();
  std::size_t waiting() const;
  /// Returns whether the writer can probably store, because the last transaction was committed. If
  /// that was more than a second ago, writes a small value first and waits at most a tenth of a
  /// second for it.
  bool is_well();

 private:
  using clock = std::chrono::steady_clock;

  void run();
  bool wait(std::deque<write_job>& jobs);
  void do_all(std::deque<write_job>& jobs);
  response do_one(write_job& job);
  void probe();
  void clear_journal();
  void commit();
  void note_end(bool is_well);
  void note_failure(const std::exception& error);

  settings settings_;
  log& log_;
  metrics& metrics_;
  database db_;
  file_identity file_;
  event_store store_;
  mutable std::mutex mutex_;
  std::condition_variable is_needed_, is_probed_;
  std::deque<write_job> queue_;
  bool is_stopping_ = false, is_well_ = true, is_probe_wanted_ = false;
  clock::time_point last_end_{};             ///< the end of the last transaction
  std::optional<clock::time_point> start_{}; ///< the start of the current transaction
  clock::time_point next_clearing_{};
  std::thread thread_;
};

} // namespace gateway
