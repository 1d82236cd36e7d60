#include "assay/honeyhive/single_session.hpp"
#include "assay/json/result.hpp"
#include "assay/promptetheus/session.hpp"
#include "assay/promptetheus/span_stack.hpp"

#include "allocation/exhaustion.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace agent = assay::promptetheus;
using assay_test::steps_on;
using assay_test::untouched_by_failures;

namespace {

constexpr agent::session::time_point noon{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)};

/// A session, the spans of one thread, and what was stamped so far.
struct stamped {
  agent::session it;
  agent::span_stack spans{it};
  std::string events{};

  void note(const agent::session_result<agent::event>& r) {
    const untouched_by_failures here;
    events += r ? assay::write(*r).value() : to_string(r.error());
    events += '\n';
  }
};

agent::session open_session() {
  return *agent::session::open({.id = "the id of a session that is rather long",
                                .agent = "an agent",
                                .user_goal = "what the user wants"},
                               assay::random_bytes<4>{1, 2, 3, 4});
}

} // namespace

TEST_CASE("exhaustion: a session spends no number on an event that memory ended for") {
  steps_on<stamped> steps;
  const auto stamp = [&](auto payload) {
    steps.push_back([payload](stamped& s) {
      s.note(s.spans.stamp(payload, assay::raw_object{{"from", "a place of its own"}}, noon));
    });
  };
  const auto start = [&](std::string name) {
    steps.push_back([name](stamped& s) {
      s.note(s.spans.start(name, std::nullopt, noon, assay::random_bytes<16>{7}));
    });
  };
  const auto end = [&] { steps.push_back([](stamped& s) { s.note(s.spans.end(noon)); }); };
  stamp(agent::user_message{.content = "too early"});
  steps.push_back([](stamped& s) { s.note(s.it.start(noon)); });
  stamp(agent::user_message{.content = "a message that is longer than a string without memory"});
  for (int i = 0; i < 5; ++i) start("a span with a rather long name " + std::to_string(i));
  stamp(assay::untyped_payload{
      .type = "metric", .content = {{"name", "it becomes the struct that it fits"}, {"value", 1}}});
  stamp(agent::llm_call{.model = ""}); // refused
  for (int i = 0; i < 6; ++i) end();   // the last is one too many
  steps.push_back([](stamped& s) {
    s.note(s.it.end("completed", "what went wrong, and it is a long story", noon));
  });
  stamp(agent::user_message{.content = "too late"});
  const auto seen = [](const stamped& s) { return s.events + std::to_string(s.spans.depth()); };
  assay_test::exhaust_unchanged([] { return stamped{open_session()}; }, steps, seen);
}

TEST_CASE("exhaustion: a session is opened, or not") {
  const steps_on<std::string> steps{[](std::string& about) {
    const auto s = agent::session::open({.agent = "an agent whose name needs memory of its own",
                                         .user_goal = "what the user wants, at length"});
    const untouched_by_failures here;
    about = assay::write(s->about()).value().substr(60);
  }};
  assay_test::exhaust_keeping([] { return std::string(); }, steps,
                              [](const std::string& s) { return s; },
                              [](const std::string& s) { return s; });
}

TEST_CASE("exhaustion: all events of a batch have the session that they share, or none") {
  using batch = assay::honeyhive::event_batch<assay::honeyhive::dialect::v1>;
  const auto make = [] {
    batch b;
    b.single_session = true;
    b.events.emplace(5);
    (*b.events)[1].session_id = "a session of its own";
    return b;
  };
  const auto seen = [](const batch& b) { return assay::write(b).value(); };
  assay_test::exhaust_unchanged(
      make,
      {[](batch& b) { assign_single_session(b, "another id, of the usual length of 36 bytes"); }},
      seen);
}
