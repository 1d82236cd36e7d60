#pragma once

#include "http/message.hpp"
#include "log.hpp"
#include "metrics.hpp"
#include "store/event_store.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
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

 private:
  void run();
  void do_all(std::deque<write_job>& jobs);
  response do_one(write_job& job);

  settings settings_;
  log& log_;
  metrics& metrics_;
  database db_;
  event_store store_;
  mutable std::mutex mutex_;
  std::condition_variable is_needed_;
  std::deque<write_job> queue_;
  bool is_stopping_ = false;
  std::thread thread_;
};

} // namespace gateway
