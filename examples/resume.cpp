// SPDX-License-Identifier: BSL-1.0

// A session that continues after a crash and in a forked process: its state is stored before
// numbers are used. POSIX.
#include <assay/promptetheus/session.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace assay::promptetheus;

namespace {

std::string file; ///< of the session

void send(const session_result<event>& stamped) {
  assay::text_buffer body;
  if (stamped && assay::write(*stamped, body)) std::cout << body.view() << std::endl;
  else std::cerr << to_string(stamped.error()) << '\n';
}

// [store]
bool write_synced(const std::string& path, std::string_view text) {
  const int out = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (out < 0) return false;
  const bool written = ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const bool synced = written && ::fsync(out) == 0;
  return ::close(out) == 0 && synced;
}

/// After a crash, the file holds the old state or the new one, never a part.
bool store(const session_state& state) {
  assay::text_buffer line;
  if (!append_session_state(line, state)) return false;
  const std::string next = file + ".next";
  if (!write_synced(next, line.view()) || std::rename(next.c_str(), file.c_str()) != 0)
    return false;
  const int folder = ::open(std::filesystem::path(file).parent_path().c_str(), O_RDONLY);
  const bool synced = folder >= 0 && ::fsync(folder) == 0; // makes the rename durable
  return folder >= 0 && ::close(folder) == 0 && synced;
}
// [/store]

// [resume]
/// Continues the stored session, or starts a new one.
session_result<session> go_on() {
  session_state state{.about = {.agent = "booking", .user_goal = "Two seats to Oslo"}};
  if (std::ifstream in(file, std::ios::binary); in) {
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    auto stored = read_session_state(text);
    if (!stored) return stored.error(); // damaged: open another session
    state = *std::move(stored);
  }
  return session::resume(std::move(state), 1000); // stored once for 1000 numbers
}
// [/resume]

/// The work of one process, which crashes after this number of events.
bool work(session& s, int events) {
  // [stamp]
  if (!s.persist(store)) return false; // before the first number
  if (!s.has_started()) send(s.start());
  for (int i = 0; i < events; ++i) {
    if (s.needs_persist() && !s.persist(store)) return false;
    send(s.stamp(user_message{.content = "Two seats to Oslo, please"}));
  }
  // [/stamp]
  return true;
}

// [fork]
session* shared = nullptr;
std::optional<session> part;

void before_fork() {
  if (auto split = shared->split(100)) part.emplace(*std::move(split));
}
void in_parent() { part.reset(); }
void in_child() {
  const session gone = std::move(*shared); // its numbers belong to the parent
  if (part) *shared = *std::move(part);    // otherwise the session has ended
}
// [/fork]

} // namespace

int main() {
  const auto folder =
      std::filesystem::temp_directory_path() / ("assay_resume_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  file = folder / "session";

  for (const int crash : {2, 3}) { // neither ends the session
    auto s = go_on();
    if (!s || !work(*s, crash)) return 1;
  }

  auto s = go_on();
  if (!s || !work(*s, 1)) return 1;
  shared = &*s;
  // [handlers]
  ::pthread_atfork(before_fork, in_parent, in_child);
  // [/handlers]
  const pid_t child = ::fork();
  send(s->stamp(agent_message{.content = child == 0 ? "I am the child." : "I am the parent."}));
  if (child == 0) ::_exit(0);
  int status = 1;
  ::waitpid(child, &status, 0);
  send(s->end("completed"));
  if (!s->persist(store)) return 1; // the end
  const auto again = go_on();
  std::filesystem::remove_all(folder);
  std::cerr << to_string(again.error()) << '\n';
  return status == 0 && !again ? 0 : 1;
}
