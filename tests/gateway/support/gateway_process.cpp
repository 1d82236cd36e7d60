// SPDX-License-Identifier: BSL-1.0
#include "gateway/support/gateway_process.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <utility>

#include <csignal>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace gateway_test {
namespace {

using std::chrono::steady_clock;

/// Returns the number after `"port":`, or 0 if there is none.
unsigned short port_of(std::string_view line) {
  constexpr std::string_view name = "\"port\":";
  const std::size_t at = line.find(name);
  if (at == line.npos) return 0;
  return static_cast<unsigned short>(std::atoi(line.data() + at + name.size()));
}

/// Starts a program with a pipe for its standard error; returns 0 if this fails.
pid_t spawn(std::vector<std::string> words, int& errors) {
  int ends[2];
  if (::pipe(ends) != 0) return 0;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", 0, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
  // Closes all other descriptors: a connection that a child also holds would not end.
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  std::vector<char*> arguments;
  for (std::string& w : words) arguments.push_back(w.data());
  arguments.push_back(nullptr);
  pid_t pid = 0;
  const int failure =
      ::posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  errors = ends[0];
  if (failure == 0) return pid;
  ::close(ends[0]);
  return 0;
}

} // namespace

gateway_process::gateway_process(std::string program, std::vector<std::string> arguments)
    : program_(std::move(program)), arguments_(std::move(arguments)) {}

gateway_process::~gateway_process() { kill(); }

bool gateway_process::start(std::chrono::milliseconds patience) {
  kill();
  std::vector<std::string> words{program_};
  words.insert(words.end(), arguments_.begin(), arguments_.end());
  words.insert(words.end(), {"--listen", "127.0.0.1:" + std::to_string(port_)});
  int errors = -1;
  const pid_t pid = spawn(std::move(words), errors);
  if (pid == 0) return false;
  listens_ = false;
  pid_ = pid;
  reader_ = std::thread([this, errors] { read_errors(errors); });
  const auto end = steady_clock::now() + patience;
  while (!listens_ && is_running() && steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return listens_;
}

void gateway_process::kill() {
  const pid_t pid = pid_.exchange(0);
  if (pid != 0) {
    ::kill(pid, SIGKILL);
    int status = 0;
    ::waitpid(pid, &status, 0);
  }
  if (reader_.joinable()) reader_.join();
}

bool gateway_process::stop(std::chrono::milliseconds patience) {
  if (pid_ == 0) return false;
  ::kill(pid_, SIGTERM);
  const auto end = steady_clock::now() + patience;
  int status = 0;
  pid_t ended = 0;
  while ((ended = ::waitpid(pid_, &status, WNOHANG)) == 0 && steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  if (ended != 0) pid_ = 0;
  kill();
  return ended != 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool gateway_process::is_running() const {
  const pid_t pid = pid_;
  if (pid == 0) return false;
  siginfo_t info{};
  // The process is not reaped yet, so its id cannot be reused.
  ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT);
  return info.si_pid == 0;
}

std::string gateway_process::last_words() const {
  const std::lock_guard lock(mutex_);
  std::string out;
  for (const std::string& line : lines_) out.append(line).append("\n");
  return out;
}

std::size_t gateway_process::resident_kib() const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::strtoull(line.c_str() + 6, nullptr, 10);
  return 0;
}

double gateway_process::processor_seconds() const {
  std::ifstream stat("/proc/" + std::to_string(pid_) + "/stat");
  std::string text;
  std::getline(stat, text);
  const std::size_t name_end = text.rfind(')');
  if (name_end == text.npos) return 0;
  unsigned long long user = 0, system = 0;
  std::sscanf(text.c_str() + name_end + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu",
              &user, &system);
  return static_cast<double>(user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

/// Reads until the child closes the pipe.
void gateway_process::read_errors(int descriptor) {
  std::FILE* const file = ::fdopen(descriptor, "r");
  if (file == nullptr) return;
  char* line = nullptr;
  std::size_t size = 0;
  for (ssize_t n; (n = ::getline(&line, &size, file)) > 0;) {
    std::string text(line, static_cast<std::size_t>(n - 1));
    if (!listens_ && text.find("\"listening\"") != text.npos && port_of(text) != 0) {
      port_ = port_of(text);
      listens_ = true;
    }
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(text));
    if (lines_.size() > 60) lines_.pop_front();
  }
  std::free(line);
  std::fclose(file);
}

} // namespace gateway_test
