// SPDX-License-Identifier: BSL-1.0

// Sessions that continue after crashes, in threads and after forks: no number and no key is ever
// assigned twice.

#include "assay/promptetheus/session.hpp"
#include "assay/testing/source.hpp"

#include "support/catch.hpp"
#include "support/stamped.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#if __has_include(<sys/wait.h>)
#define ASSAY_TEST_CAN_FORK
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <csignal>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace assay::promptetheus;
using reason = session_error::reason;

namespace {

const session::time_point crash_time = assay::parse_rfc3339("2026-06-12T14:00:00Z")->time();

session_state fresh_state() {
  return {.about = {.id = "ses_1", .agent = "booking", .user_goal = "Two seats to Oslo"}};
}

session_result<event> stamp_in(session& s) {
  return s.stamp(metric{.name = "m", .value = 1}, {}, crash_time);
}

/// A disk with one file, and the events stamped by all processes that used it.
struct world {
  std::string file{};
  std::vector<std::string> events{};
  std::size_t processes = 0;

  session go_on(std::uint64_t block, const assay::random_bytes<4>& nonce) {
    ++processes;
    if (file.empty()) return *session::resume(fresh_state(), block, nonce);
    const auto state = read_session_state(file);
    REQUIRE(state);
    return *session::resume(*state, block, nonce);
  }
  bool keep(const session_result<event>& e) {
    if (e) events.push_back(assay_test::text_of(*e));
    return e.has_value();
  }
  void store(const session_state& s) {
    assay::text_buffer out;
    REQUIRE(append_session_state(out, s));
    file = out.view();
  }
};

/// Runs one process until it crashes. Returns whether it ended the session.
bool run(world& w, assay::testing::source& from) {
  // Two processes may have the same nonce: their numbers still differ.
  const auto nonce = static_cast<std::uint8_t>(from.below(3));
  session s = w.go_on(from.between(1, 9), {nonce});
  std::vector<session> parts;
  for (std::size_t left = from.below(40); left != 0; --left) {
    switch (from.below(8)) {
    case 0: { // it crashes before or after storing, or the disk is full
      const std::size_t fate = from.below(4);
      bool crashed = false;
      const bool done = s.persist([&](const session_state& state) {
        crashed = fate < 2;
        if (fate != 0 && fate != 3) w.store(state);
        return fate == 2;
      });
      if (crashed) return false;
      REQUIRE(done == (fate == 2));
      break;
    }
    case 1:
      if (s.needs_persist())
        REQUIRE(s.persist([&](const session_state& state) {
          w.store(state);
          return true;
        }));
      break;
    case 2:
      if (auto part = s.split(from.below(4), {nonce})) parts.push_back(*std::move(part));
      break;
    case 3:
      if (!parts.empty()) w.keep(stamp_in(parts[from.below(parts.size())]));
      break;
    case 4: w.keep(s.start(crash_time)); break;
    default: w.keep(stamp_in(s));
    }
  }
  return from.below(12) == 0 && w.keep(s.end("completed", nullptr, crash_time));
}

} // namespace

TEST_CASE("session: resumed after crashes at any moment, it repeats no number and no key") {
  std::size_t most = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    assay::testing::source from(seed);
    world w;
    while (w.processes < 15 && !run(w, from)) {
    }
    if (w.events.empty()) continue;
    const std::size_t instances = assay_test::instances_of_one_session(w.events);
    REQUIRE(instances <= 3); // nonces
    most = std::max(most, w.events.size());
  }
  CHECK(most > 50);
}

TEST_CASE("session: threads stamp, persist and split concurrently, and crash repeatedly") {
  world w;
  for (std::uint8_t round = 0; round < 12; ++round) {
    session s = w.go_on(round + 1u, {round});
    std::mutex of_events, of_file;
    std::atomic<bool> is_down{false};
    std::atomic<std::size_t> stamped{0}, overlaps{0};
    std::string stored = w.file;
    const auto store = [&](const session_state& state) {
      const std::unique_lock held(of_file, std::try_to_lock);
      overlaps += !held.owns_lock();
      if (is_down) return false;
      assay::text_buffer out;
      if (!append_session_state(out, state)) return false;
      stored = out.view();
      return true;
    };
    const auto work = [&] {
      std::vector<std::string> mine;
      for (int i = 0; i < 10'000 && !is_down; ++i) {
        if (s.needs_persist() && !s.persist(store)) break;
        static_cast<void>(s.start(crash_time));
        auto e = stamp_in(s);
        if (!e && e.error().why == reason::persist_first && s.persist(store)) e = stamp_in(s);
        if (e) mine.push_back(assay_test::text_of(*e));
        if (auto part = s.split(1))
          if (auto other = stamp_in(*part)) mine.push_back(assay_test::text_of(*other));
        if (++stamped == 400) is_down = true;
      }
      const std::lock_guard held(of_events);
      w.events.insert(w.events.end(), mine.begin(), mine.end());
    };
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) threads.emplace_back(work);
    for (std::thread& t : threads) t.join();
    REQUIRE(overlaps == 0); // only one thread stores at a time
    w.file = stored;
  }
  CHECK(w.events.size() > 1000);
  assay_test::instances_of_one_session(w.events);
}

TEST_CASE("session: an end while another thread stores the state is stored too") {
  session s = *session::resume({fresh_state().about, 7, false}, 4, {1});
  std::vector<bool> stored; // whether it had ended
  std::atomic<bool> has_ended{false};
  std::thread other;
  const auto store = [&](const session_state& state) {
    stored.push_back(state.ended);
    return true;
  };
  REQUIRE(s.persist(store));
  REQUIRE(stamp_in(s));
  REQUIRE(s.persist([&](const session_state& state) { // reserves one more number
    other = std::thread([&] {
      static_cast<void>(s.end("completed", nullptr, crash_time));
      has_ended = true;
      static_cast<void>(s.persist(store)); // waits
    });
    while (!has_ended) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return store(state);
  }));
  other.join();
  CHECK(stored == std::vector<bool>{false, false, true});
  CHECK_FALSE(s.needs_persist());
}

#ifdef ASSAY_TEST_CAN_FORK

namespace {

/// A process that does some work and writes lines to its parent. It always ends: with its work,
/// when it is killed, or after 20 seconds.
class child {
 public:
  template <class Work>
  explicit child(Work work) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    id_ = ::fork();
    REQUIRE(id_ >= 0);
    if (id_ == 0) {
      ::alarm(20);
      ::close(ends[0]);
      work(ends[1]);
      ::_exit(0);
    }
    ::close(ends[1]);
    from_ = ends[0];
  }
  child(const child&) = delete;
  child& operator=(const child&) = delete;
  ~child() {
    ::kill(id_, SIGKILL);
    ::close(from_);
    ::waitpid(id_, nullptr, 0);
  }

  static void say(int to, const event& e) {
    assay::text_buffer out;
    if (!assay::write(e, out)) ::_exit(1);
    out.append('\n');
    const auto size =
        static_cast<::ssize_t>(out.size()); // less than PIPE_BUF: written as a whole or not at all
    if (::write(to, out.view().data(), out.size()) != size) ::_exit(1);
  }

  /// Reads lines until there are `count` lines or the process has ended.
  void read(std::vector<std::string>& lines, std::size_t count) {
    char block[4096];
    while (lines.size() < count) {
      const auto size = ::read(from_, block, sizeof block);
      if (size <= 0) return;
      for (const char c : std::string_view(block, static_cast<std::size_t>(size))) {
        if (c == '\n') lines.push_back(std::exchange(line_, {}));
        else line_ += c;
      }
    }
  }
  void kill() const { ::kill(id_, SIGKILL); }

 private:
  ::pid_t id_ = 0;
  int from_ = 0;
  std::string line_{};
};

void split_before_fork();
void drop_part();
void use_part();
session* forked = nullptr;
std::optional<session> part_for_child;

void split_before_fork() {
  if (forked == nullptr) return;
  if (auto part = forked->split(100)) part_for_child.emplace(*std::move(part));
}
void drop_part() { part_for_child.reset(); }
void use_part() {
  if (forked == nullptr) return;
  session gone = std::move(*forked); // its numbers are the parent's
  if (part_for_child) *forked = std::move(*part_for_child);
}

} // namespace

TEST_CASE("session: a forked process with a part shares no number and no key with its parent") {
  world w;
  session s = w.go_on(1000, {1});
  REQUIRE(s.persist([&](const session_state& state) {
    w.store(state);
    return true;
  }));
  w.keep(s.start(crash_time));
  std::vector<std::string> lines;
  for (int round = 0; round < 3; ++round) {
    session part = *s.split(20);
    child forked_off([&](int to) {
      for (int i = 0; i < 30; ++i)
        if (const auto e = stamp_in(part)) child::say(to, *e); // 20 times
    });
    for (int i = 0; i < 30; ++i) w.keep(stamp_in(s));
    forked_off.read(lines, SIZE_MAX);
  }
  CHECK(lines.size() == 60);
  w.events.insert(w.events.end(), lines.begin(), lines.end());
  CHECK(assay_test::instances_of_one_session(w.events) == 4);
}

TEST_CASE("session: without a part, parent and child share numbers; fork handlers prevent that") {
  session s = *session::open(fresh_state().about);
  std::vector<std::string> events{assay_test::text_of(*s.start(crash_time))}, lines;
  const auto both_stamp = [&] {
    child forked_off([&](int to) {
      for (int i = 0; i < 20; ++i)
        if (const auto e = stamp_in(s)) child::say(to, *e);
    });
    for (int i = 0; i < 20; ++i) events.push_back(assay_test::text_of(*stamp_in(s)));
    forked_off.read(lines, SIZE_MAX);
    REQUIRE(lines.size() == 20);
  };
  both_stamp();
  CHECK(lines.front() == events.at(1)); // the same key for two events

  REQUIRE(::pthread_atfork(split_before_fork, drop_part, use_part) == 0);
  forked = &s;
  lines.clear();
  both_stamp();
  forked = nullptr;
  events.insert(events.end(), lines.begin(), lines.end());
  CHECK(assay_test::instances_of_one_session(events) == 2);
}

TEST_CASE("session: killed at any moment, it continues from its file") {
  namespace fs = std::filesystem;
  const fs::path folder =
      fs::temp_directory_path() / ("assay_session_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const std::string file = folder / "session", next = folder / "session.next";
  const auto store = [&](const session_state& state) {
    assay::text_buffer out;
    if (!append_session_state(out, state)) return false;
    std::ofstream(next, std::ios::binary) << out.view();
    return std::rename(next.c_str(), file.c_str()) == 0;
  };
  const auto process = [&](int to) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    session_state state = fresh_state();
    if (in) {
      auto stored = read_session_state(text);
      if (!stored) ::_exit(1);
      state = *std::move(stored);
    }
    auto s = session::resume(std::move(state), 7);
    for (;;) {
      if (s->needs_persist() && !s->persist(store)) ::_exit(1);
      auto e = s->start();
      if (!e) e = stamp_in(*s);
      if (e) child::say(to, *e);
    }
  };
  std::vector<std::string> events;
  assay::testing::source from(2026);
  constexpr std::size_t rounds = 20;
  for (std::size_t round = 0; round < rounds; ++round) {
    child it(process);
    const std::size_t wanted = events.size() + from.between(1, 50);
    it.read(events, wanted);
    REQUIRE(events.size() >= wanted);
    it.kill();
    it.read(events, SIZE_MAX); // written before it was killed
  }
  fs::remove_all(folder);
  CHECK(assay_test::instances_of_one_session(events) == rounds);
}

#endif
