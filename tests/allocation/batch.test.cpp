#include "assay/batch/dedupe_window.hpp"
#include "assay/batch/promptetheus.hpp"

#include "allocation/exhaustion.hpp"
#include "support/events.hpp"

#include <cstdint>
#include <string>
#include <string_view>

using assay_test::steps_on;

namespace {

const std::string long_session = "a session whose id does not fit into the string itself";

std::string content_of(int i) { return "{\"content\": " + std::to_string(i) + std::string(100, ' ') + "}"; }

/// All that can be seen of a window of the events 0 to `n` - 1, which is asked about a copy of each and not changed.
std::string seen_of_window(assay::dedupe_window& w, int n) {
  std::string out = std::to_string(w.size()) + ':';
  for (int i = 0; i < n; ++i) {
    const std::size_t before = w.size();
    switch (w.observe_without_forgetting(long_session, "another key", static_cast<std::uint64_t>(i))) {
    case assay::arrival::first: out += '.'; break; // its number is not there
    case assay::arrival::repeat: out += '?'; break;
    case assay::arrival::collision: out += '!'; break;
    case assay::arrival::conflict: out += 'n'; break;
    }
    w.forget_newest(before);
    // A content that was remembered is the right one.
    out += w.observe_without_forgetting(long_session, std::to_string(i), {}, content_of(i)) == assay::arrival::repeat ? 'k' : '.';
    w.forget_newest(before);
  }
  return out;
}

} // namespace

TEST_CASE("exhaustion: a dedupe window remembers what it remembered, and can be cleared") {
  constexpr int n = 150; // its index grows at 64 and at 128
  steps_on<assay::dedupe_window> steps;
  for (int i = 0; i < n; ++i)
    steps.push_back(
        [i](assay::dedupe_window& w) { w.observe(long_session, std::to_string(i), static_cast<std::uint64_t>(i), content_of(i)); });
  const auto make = [] { return assay::dedupe_window({.max_events = 140}); };
  const auto comparing = [] { return assay::dedupe_window({.max_events = 140, .content_key = assay::random_bytes<16>{}}); };
  const auto seen = [](assay::dedupe_window& w) { return seen_of_window(w, n); };
  assay_test::exhaust_unchanged(make, steps, seen);
  // Cleared after each failure.
  steps.insert(steps.begin(), [](assay::dedupe_window& w) { w.clear(); });
  assay_test::exhaust_cleared(comparing, steps, seen);
}

namespace {

struct judged_batches {
  assay::promptetheus::batch_validator validator{};
  assay::dedupe_window window{};
};

std::string batch_event(int seq, std::string_view more = "") {
  std::string text = assay_test::event_text("user_message", R"({"content":"hi"})", more);
  const std::string number = std::to_string(seq);
  text.replace(text.find("\"seq\":7"), 7, "\"seq\":" + number);
  return text.replace(text.rfind(":7\""), 3, ":" + number + "\"");
}

std::string seen_of_verdict(const assay::batch_verdict& verdict) {
  std::string out = verdict.readable() ? "readable " : "unreadable ";
  for (const auto& v : assay_test::summary_of(verdict.body_report())) out += v + '\n';
  for (const auto& e : verdict.events()) out += std::to_string(static_cast<int>(e.what));
  for (const auto& r : verdict.rejected()) {
    out += '\n' + std::to_string(r.index) + ' ' + r.reason + ' ' + std::string(r.idempotency_key.text());
    for (const auto& v : assay_test::summary_of(r.report)) out += "\n  " + v;
  }
  return out + '\n';
}

std::string seen_of_batch_window(assay::dedupe_window& window) {
  std::string out;
  for (int i = 0; i < 101; ++i) {
    const std::size_t before = window.size();
    const std::string key = "ses_1:0a1b2c3d:" + std::to_string(i);
    out += window.observe_without_forgetting("ses_1", key) == assay::arrival::repeat ? '+' : '-';
    window.forget_newest(before);
  }
  return out;
}

} // namespace

TEST_CASE("exhaustion: a batch whose judging ends in bad_alloc is as if it had not come, and is judged the same when it comes again") {
  std::string large = R"({"events":[)"; // the window grows in the middle of it
  for (int i = 0; i < 80; ++i) large += (i == 0 ? "" : ",") + batch_event(i);
  const std::string other = batch_event(100);
  // A repeat, a conflict, one that is invalid, one that is no event, names with escapes and of more than 256 bytes.
  std::string conflict = batch_event(3);
  conflict.replace(conflict.find("0a1b2c3d"), 8, "ffffffff");
  const std::string mixed = R"({"other":[1,2],"events":[)" + batch_event(3) + "," + conflict +
                            R"(,{"idempotency_key":"\u006bey of it","type":1},7,)" +
                            batch_event(90, R"(,"span_id":{},"\u0061 name":")" + std::string(300, 'x') + "\"") + "," +
                            batch_event(91, ",\"" + std::string(300, 'n') + "\":{\"\":\"\\ud800\"}") + "]}";
  const std::string unfinished = R"({"events":[)" + batch_event(92) + "," + batch_event(93, ",}") + "]}";
  const std::string cut_off = R"({"events":[)" + batch_event(94);
  steps_on<judged_batches> steps;
  for (const std::string& body : {large + "]}", mixed, unfinished, other, cut_off, std::string("{}"), std::string("nothing")})
    steps.push_back([body](judged_batches& b) { b.validator.check(body, "", &b.window); });
  const auto window = [](judged_batches& b) { return seen_of_batch_window(b.window); };
  const auto make = [] { return judged_batches(); };
  assay_test::exhaust(
      make, steps, [&](judged_batches& b) { return seen_of_verdict(b.validator.verdict()) + window(b); }, window,
      [&](judged_batches& b, std::size_t i, const std::string& before) {
        REQUIRE(window(b) == before);
        REQUIRE_FALSE(b.validator.verdict().readable());
        REQUIRE(b.validator.verdict().events().empty());
        assay::text_buffer answer;
        REQUIRE(assay::append_response(answer, b.validator.verdict()) == 503);
        steps[i](b);
      });
}
