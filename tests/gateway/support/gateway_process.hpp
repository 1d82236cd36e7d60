// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <deque>
#include <string>
#include <thread>
#include <vector>

#include <sys/types.h>

namespace gateway_test {

/// A server as a child process. It says on its standard error which port it listens on:
/// `{"event":"listening","port":N}`. Ends with this object.
class gateway_process {
 public:
  /// `program`, and its arguments but for `--listen`.
  gateway_process(std::string program, std::vector<std::string> arguments);
  gateway_process(const gateway_process&) = delete;
  gateway_process& operator=(const gateway_process&) = delete;
  ~gateway_process();

  /// Starts it, on the port that it had before if any, and waits until it listens. Whether it does.
  bool start(std::chrono::milliseconds patience = std::chrono::seconds(10));
  /// Ends it with SIGKILL; nothing when it has ended by itself.
  void kill();
  /// Asks it to end, with SIGTERM; whether it did so in time and with status 0.
  bool stop(std::chrono::milliseconds patience = std::chrono::seconds(10));

  unsigned short port() const { return port_; }
  pid_t pid() const { return pid_; }
  /// Whether it runs: it has not ended by itself.
  bool is_running() const;
  /// The last lines of its standard error.
  std::string last_words() const;
  /// Its resident memory, in KiB; 0 when it does not run.
  std::size_t resident_kib() const;
  /// The seconds of a processor that it has used so far.
  double processor_seconds() const;

 private:
  void read_errors(int descriptor);

  std::string program_;
  std::vector<std::string> arguments_;
  std::atomic<pid_t> pid_{0};
  std::atomic<unsigned short> port_{0};
  std::atomic<bool> listens_{false};
  std::thread reader_;
  mutable std::mutex mutex_;
  std::deque<std::string> lines_;
};

} // namespace gateway_test
