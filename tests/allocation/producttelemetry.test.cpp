// SPDX-License-Identifier: BSL-1.0
#include "assay/producttelemetry/client.hpp"
#include "assay/producttelemetry/event_queue.hpp"

#include "allocation/exhaustion.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace telemetry = assay::producttelemetry;
using assay_test::steps_on;
using assay_test::untouched_by_failures;

namespace {

constexpr telemetry::time_point opened{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)};
constexpr std::string_view filler = " and what makes it longer than a string that needs no memory";

/// A queue or client, and the events that it returned so far.
template <class T>
struct noted {
  T it;
  std::string given{};

  void note(std::string_view what) {
    const untouched_by_failures here;
    given.append(what) += '\n';
  }
  void note(const telemetry::flush_result& r) {
    const untouched_by_failures here;
    note(std::to_string(static_cast<int>(r.outcome)) + ' ' + std::to_string(r.events) + ' ' +
         std::to_string(r.delivered) + ' ' + std::to_string(r.dropped));
    for (const telemetry::refused_event& e : r.refused) note(e.text + ' ' + e.reason);
    for (const assay::violation& v : r.violations) note(to_string(v));
  }
};

std::string seen_of_queue(const noted<telemetry::event_queue>& q) {
  std::string out = q.given;
  q.it.for_each([&](const std::string& e) { out += e + '\n'; });
  out += std::to_string(q.it.size()) + ' ' + std::to_string(q.it.new_count()) +
         (q.it.is_in_flight() ? " in flight" : "") + (q.it.has_next() ? " halves" : "") +
         (q.it.has_waiting() ? " waiting" : "");
  return out;
}

std::string queued_text(int i) { return std::to_string(i) + std::string(filler); }

std::string seen_of_client(const noted<telemetry::client>& c) {
  assay::text_buffer saved;
  c.it.save(saved);
  std::string out = c.given + std::string(saved.view()) + c.it.ids().client_id;
  out += '\n' + std::to_string(c.it.pending()) + ' ' + std::to_string(c.it.dropped()) + ' ';
  for (const auto after : {std::chrono::seconds(0), std::chrono::seconds(10),
                           std::chrono::seconds(40), std::chrono::seconds(60)})
    out += c.it.flush_due(opened + after) ? 'd' : '-';
  return out + (c.it.is_shut_down() ? " shut down" : "");
}

} // namespace

TEST_CASE("exhaustion: an event queue loses no event, whatever operation fails") {
  steps_on<noted<telemetry::event_queue>> steps;
  const auto push = [&](int from, int to) {
    for (int i = from; i < to; ++i)
      steps.push_back([i](auto& q) {
        std::string text;
        {
          const untouched_by_failures here;
          text = queued_text(i);
        }
        if (q.it.push(std::move(text)) != 0) q.note("dropped one");
      });
  };
  const auto take = [&] {
    steps.push_back([](auto& q) {
      if (!q.it.is_in_flight() && q.it.has_waiting()) q.note(q.it.take());
    });
  };
  const auto settle = [&](int status) {
    steps.push_back([status](auto& q) {
      if (q.it.is_in_flight()) q.note(q.it.settle({status}));
    });
  };
  const auto restore = [&](int from, int to) {
    steps.push_back([from, to](auto& q) {
      std::vector<std::string> events;
      {
        const untouched_by_failures here;
        for (int i = from; i < to; ++i) events.push_back(queued_text(i));
      }
      if (const std::size_t n = q.it.restore(std::move(events)); n != 0)
        q.note("dropped " + std::to_string(n));
    });
  };
  push(0, 14); // more than it can hold
  for (const int status : {500, 400, 400, 0, 413, 422, 400, 500, 200}) take(), settle(status);
  push(14, 20);
  take();
  restore(100, 103);
  settle(503);
  restore(200, 212);
  for (const int status : {400, 400, 503, 400, 400, 400}) take(), settle(status);
  restore(300, 302);
  push(20, 22);
  take();
  steps.push_back([](auto& q) { q.it.clear(); });
  push(22, 25);
  settle(500);
  take(), settle(207);
  assay_test::exhaust_unchanged(
      [] { return noted<telemetry::event_queue>{telemetry::event_queue(11)}; }, steps,
      seen_of_queue);
}

TEST_CASE("exhaustion: a client loses no event, and marks none as in flight without returning it") {
  steps_on<noted<telemetry::client>> steps;
  const auto track = [&](int from, int to) {
    for (int i = from; i < to; ++i)
      steps.push_back([i](auto& c) {
        const std::string_view names[] = {
            "export.completed", "an event whose name is long enough to need memory of its own", ""};
        const telemetry::track_result r =
            c.it.track(std::string(names[i % 3]), {{"number", i}}, telemetry::event_type::usage,
                       opened + std::chrono::seconds(i));
        const untouched_by_failures here;
        c.note(std::to_string(static_cast<int>(r.outcome)) + ' ' + std::to_string(r.dropped));
        for (const assay::violation& v : r.violations) c.note(to_string(v));
      });
  };
  const auto exchange = [&](int after, int status) {
    steps.push_back([after](auto& c) {
      const auto r = c.it.flush(opened + std::chrono::seconds(after));
      const untouched_by_failures here;
      if (r) c.note(r->url + ' ' + r->body);
    });
    steps.push_back([status](auto& c) { c.note(c.it.settle({status}, opened, 0)); });
  };
  track(0, 8);
  exchange(10, 500);
  track(8, 12);
  for (const int status : {400, 413, 400, 200, 0}) exchange(20, status);
  steps.push_back([](auto& c) {
    const auto e = c.it.error(
        {.error_type = "an error of a rather long name", .error_message = "what it says"}, {},
        opened);
    c.note(std::to_string(static_cast<int>(e.outcome)));
  });
  steps.push_back([](auto& c) {
    const auto r = c.it.identify("a user whose id needs memory of its own");
    c.note(r->body);
  });
  std::string file; // with a damaged line, and one of a client whose data will be deleted
  {
    assay::text_buffer out;
    telemetry::client other({.write_key = "k"}, {"a client whose id needs memory of its own", "s"},
                            opened);
    telemetry::client its_own({.write_key = "k"}, {"another", "s"}, opened);
    for (int i = 0; i < 3; ++i)
      other.track("of the deleted one", {}, telemetry::event_type::usage, opened);
    for (int i = 0; i < 3; ++i)
      its_own.track("restored " + std::to_string(i), {}, telemetry::event_type::usage, opened);
    other.save(out);
    its_own.save(out);
    file = out.view();
  }
  const auto restore = [&] {
    steps.push_back([file](auto& c) {
      const auto r = c.it.restore(file);
      const untouched_by_failures here;
      c.note(std::to_string(r.restored) + ' ' + std::to_string(r.deleted) + ' ' +
             std::to_string(r.dropped) + ' ' + std::to_string(r.file.damaged.size()));
    });
  };
  restore();
  exchange(30, 503);
  steps.push_back([](auto& c) { c.note(c.it.request_deletion()->body); });
  steps.push_back([](auto& c) { c.note(c.it.settle_deletion(202) ? "deleted" : "not deleted"); });
  restore();
  steps.push_back([](auto& c) {
    std::string id;
    {
      const untouched_by_failures here;
      id = "another client, whose id needs memory, too";
    }
    c.it.set_client_id(std::move(id));
  });
  track(13, 17);
  steps.push_back([](auto& c) { c.it.shutdown(); });
  exchange(50, 207);
  const auto make = [] {
    return noted<telemetry::client>{telemetry::client(
        {.write_key = "a write key that is not short at all", .max_queue_size = 7},
        {"a client whose id needs memory of its own", "its session"}, opened)};
  };
  assay_test::exhaust_keeping(make, steps, seen_of_client, seen_of_client);
}

TEST_CASE("exhaustion: a file of events is appended completely or not at all") {
  const std::vector<std::string_view> events(
      50, R"({"an event":"that is somewhat longer than the others are"})");
  const auto append = [&](assay::text_buffer& out) { telemetry::append_queue_file(out, events); };
  assay_test::exhaust_unchanged(
      [] {
        assay::text_buffer out;
        out.append("before ");
        return out;
      },
      steps_on<assay::text_buffer>{append, append},
      [](const assay::text_buffer& out) { return std::string(out.view()); });
}
