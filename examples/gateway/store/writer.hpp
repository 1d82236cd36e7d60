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

/// A request that writes, and what is to be done with its answer.
struct write_job {
  std::function<response(event_store&)> work;
  std::function<void(response)> answer; ///< called when what was written is committed
  std::string method{}, target{}, source{};
};

/// The one thread that writes. It takes all requests that wait, does them in one transaction,
/// commits, and only then answers them: while a commit takes its time the next requests gather.
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

  /// False when the queue is full, or the writer has stopped; the job is not touched then.
  bool submit(write_job& job);
  /// Does what waits, and ends the thread.
  void stop();
  std::size_t waiting() const;
  /// Whether what comes now can be stored, as far as is known: whether the last transaction was
  /// committed. When that is more than a second ago something small is written first; this waits
  /// for that for a tenth of a second at most.
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
  clock::time_point last_end_{};             ///< of a transaction
  std::optional<clock::time_point> start_{}; ///< of the one that is going on
  clock::time_point next_clearing_{};
  std::thread thread_;
};

} // namespace gateway
