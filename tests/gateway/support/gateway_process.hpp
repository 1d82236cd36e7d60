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

/// A server as a child process, which ends with this object. The server reports its port on
/// standard error: `{"event":"listening","port":N}`.
class gateway_process {
 public:
  /// `program`, and its arguments except `--listen`.
  gateway_process(std::string program, std::vector<std::string> arguments);
  gateway_process(const gateway_process&) = delete;
  gateway_process& operator=(const gateway_process&) = delete;
  ~gateway_process();

  /// Starts the server, on its previous port if it had one, and waits until it listens. Returns
  /// whether it does.
  bool start(std::chrono::milliseconds patience = std::chrono::seconds(10));
  /// Ends the server with SIGKILL, unless it has already ended.
  void kill();
  /// Ends the server with SIGTERM. Returns whether it ended in time with status 0.
  bool stop(std::chrono::milliseconds patience = std::chrono::seconds(10));

  unsigned short port() const { return port_; }
  pid_t pid() const { return pid_; }
  /// Returns whether the server runs and has not ended by itself.
  bool is_running() const;
  /// Returns the last lines of its standard error.
  std::string last_words() const;
  /// Returns its resident memory in KiB, or 0 if it does not run.
  std::size_t resident_kib() const;
  /// Returns the processor time that it has used, in seconds.
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
