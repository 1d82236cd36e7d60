// SPDX-License-Identifier: BSL-1.0

// A push through a transport that responds arbitrarily, fails and throws. Every visited event is
// pushed, skipped, rejected or unpushed, exactly once. A pushed event was in a body whose response
// accepted it.

#include "event_texts.hpp"
#include "input.hpp"

#include <assay/batch/body.hpp>
#include <assay/batch/push.hpp>
#include <assay/promptetheus.hpp>
#include <assay/testing/source.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using assay::promptetheus::event;
using assay_fuzz::must;

namespace {

struct broken_connection {};

/// Responds by the input's choices, and remembers the events that it accepted.
class transport {
 public:
  transport(assay::testing::source& from, std::size_t max_bytes)
      : from_(from), max_bytes_(max_bytes) {}

  assay::push_response operator()(std::string_view body) {
    static constexpr int statuses[] = {200, 201, 299, 0, 500, 503, 429, 408, 400, 413, 401, 302};
    must(body.size() <= max_bytes_, "a body is within the limit", body);
    ++requests;
    if (from_.one_in(24)) throw broken_connection();
    assay::push_response out{.status = from_.pick(statuses)};
    if (from_.one_in(6)) out.retry_after = std::chrono::seconds(from_.below(100));
    if (out.status < 200 || out.status > 299) return out;
    assay::batch_body events;
    must(events.split(body), "a body can be split into its events", body);
    const std::size_t n = events.events().size();
    if (from_.one_in(6)) return out.body = any_response(n), out;
    const std::size_t rejected = from_.one_in(3) ? from_.below(n + 1) : n; // n: none
    for (std::size_t i = 0; i < n; ++i)
      if (i != rejected) taken.emplace_back(events.events()[i]);
    if (rejected != n || from_.one_in(2))
      out.body = R"({"accepted":)" + std::to_string(n - (rejected != n)) + R"(,"rejected":[)" +
                 (rejected == n ? "" : R"({"index":)" + std::to_string(rejected) + "}") + "]}";
    return out;
  }

  std::vector<std::string> taken;
  std::size_t requests = 0;

 private:
  /// Returns a response that does not describe the events of the request.
  std::string any_response(std::size_t n) {
    static const std::string garbage[] = {"<html>", "{}", R"({"accepted":1)", "[]",
                                          R"({"results":[]})"};
    if (from_.one_in(2)) return from_.pick(garbage);
    return R"({"accepted":)" + std::to_string(n + 1 + from_.below(3)) + R"(,"rejected":[]})";
  }

  assay::testing::source& from_;
  std::size_t max_bytes_;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::testing::source from({data, size});
  std::vector<std::string> events;
  const auto& texts = assay_fuzz::event_texts<event>();
  for (std::size_t n = from.below(24); n != 0; --n) {
    events.push_back(from.pick(texts));
    if (from.one_in(8)) events.back().insert(0, "\xEF\xBB\xBF");
    if (from.one_in(8)) events.back().insert(events.back().find('{') + 1, "\r\n");
    if (from.one_in(16)) events.back().resize(from.below(events.back().size()));
  }
  assay::push_options o;
  o.max_events = from.below(6);
  o.max_bytes = from.pick(std::to_array<std::size_t>({0, 300, 1000, 100'000}));
  o.retry.max_retries = static_cast<unsigned>(from.below(4));
  o.organization_id = "org";
  transport send(from, o.max_bytes);
  std::size_t slept = 0;
  const auto sleep = [&](std::chrono::milliseconds delay) {
    must(delay.count() >= 0, "a delay is not negative", "");
    ++slept;
    if (from.one_in(32)) throw broken_connection();
    return !from.one_in(16);
  };
  const auto random = [&] { return static_cast<double>(from.below(256)) / 256; };

  assay::push_result result;
  bool threw = false;
  try {
    assay::push<event>(result, events, o, send, sleep, random);
  } catch (const broken_connection&) {
    threw = true;
  }
  must(result.events() <= events.size() && (threw || result.events() == events.size()),
       "every visited event has a result", "");
  must(result.skipped == result.errors.size(), "every skipped event has an error", "");
  must(result.pushed == send.taken.size(), "the pushed events are those that were accepted", "");
  must(slept <= send.requests, "every delay follows a request", "");

  // The order in which events were visited: each is skipped, unpushed or the next accepted one.
  assay::validator<event> judge;
  std::vector<char> place(result.events(), 'p');
  for (const assay::push_error& e : result.errors) place.at(e.index) = 's';
  for (const assay::unpushed_event& e : result.unpushed) {
    must(place.at(e.index) == 'p', "no event is both skipped and unpushed", events[e.index]);
    must(e.attempts <= send.requests,
         "an event has at most as many attempts as there were requests", "");
    place[e.index] = 'u';
  }
  for (const assay::event_rejection& e : result.rejected) {
    must(place.at(e.index) == 'p', "no event is both rejected and something else", events[e.index]);
    place[e.index] = 'r';
  }
  std::size_t next = 0;
  for (std::size_t i = 0; i < place.size(); ++i) {
    const bool valid = judge.check(events[i]);
    must(valid || place[i] == 's', "an invalid event is skipped", events[i]);
    if (place[i] != 'p') continue;
    must(next < send.taken.size(), "a pushed event was accepted", events[i]);
    assay::validator<event> again;
    event sent, meant;
    must(again.read(send.taken[next++], sent) && judge.read(events[i], meant) && sent == meant,
         "the accepted events are those to push, in order", events[i]);
  }
  must(next == send.taken.size(), "no event is pushed twice", "");
  return 0;
}
