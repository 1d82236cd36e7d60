#include "assay/json/result.hpp"
#include "assay/promptetheus/session.hpp"
#include "assay/promptetheus/span_stack.hpp"

#include "allocation/exhaustion.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

using namespace assay::promptetheus;
using assay_test::steps_on;
using assay_test::untouched_by_failures;

namespace {

constexpr session::time_point noon{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)};

/// A session, the spans of one thread, and what was stamped so far.
struct stamped {
  session it;
  span_stack spans{it};
  std::string events{};

  void note(const session_result<event>& r) {
    const untouched_by_failures here;
    events += r ? assay::write(*r).value() : to_string(r.error());
    events += '\n';
  }
};

session open_session() {
  return *session::open({.id = "the id of a session that is rather long", .agent = "an agent", .user_goal = "what the user wants"},
                        assay::random_bytes<4>{1, 2, 3, 4});
}

} // namespace

TEST_CASE("exhaustion: a session spends no number on an event that memory ended for") {
  steps_on<stamped> steps;
  const auto stamp = [&](auto payload) {
    steps.push_back([payload](stamped& s) { s.note(s.spans.stamp(payload, assay::raw_object{{"from", "a place of its own"}}, noon)); });
  };
  const auto start = [&](std::string name) {
    steps.push_back([name](stamped& s) { s.note(s.spans.start(name, std::nullopt, noon, assay::random_bytes<16>{7})); });
  };
  const auto end = [&] { steps.push_back([](stamped& s) { s.note(s.spans.end(noon)); }); };
  stamp(user_message{.content = "too early"});
  steps.push_back([](stamped& s) { s.note(s.it.start(noon)); });
  stamp(user_message{.content = "a message that is longer than a string without memory"});
  for (int i = 0; i < 5; ++i) start("a span with a rather long name " + std::to_string(i));
  stamp(assay::untyped_payload{.type = "metric", .content = {{"name", "it becomes the struct that it fits"}, {"value", 1}}});
  stamp(llm_call{.model = ""});      // refused
  for (int i = 0; i < 6; ++i) end(); // the last is one too many
  steps.push_back([](stamped& s) { s.note(s.it.end("completed", "what went wrong, and it is a long story", noon)); });
  stamp(user_message{.content = "too late"});
  const auto seen = [](const stamped& s) { return s.events + std::to_string(s.spans.depth()); };
  assay_test::exhaust_unchanged([] { return stamped{open_session()}; }, steps, seen);
}

TEST_CASE("exhaustion: a session is opened, or not") {
  const steps_on<std::string> steps{[](std::string& about) {
    const auto s = session::open({.agent = "an agent whose name needs memory of its own", .user_goal = "what the user wants, at length"});
    const untouched_by_failures here;
    about = assay::write(s->about()).value().substr(60);
  }};
  assay_test::exhaust_keeping([] { return std::string(); }, steps, [](const std::string& s) { return s; },
                              [](const std::string& s) { return s; });
}
