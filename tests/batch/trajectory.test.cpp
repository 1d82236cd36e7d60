// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/trajectory.hpp"

#include "assay/json/validator.hpp"
#include "support/catch.hpp"

#include <deque>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using assay::trajectory::push_trace;
using assay::trajectory::trace_context;
using assay::trajectory::upload_response;
using assay::trajectory::upload_trace;

namespace {

/// A backend with given responses, which records the order of its requests.
struct trace_backend {
  upload_response upload_answer{200, R"({"trajectory_id":"tr1"})"};
  std::deque<int> push_responses{}; ///< then 200; -1: throws
  std::vector<std::string> requests{};

  auto upload() {
    return [this](std::string_view body) {
      requests.push_back("upload " + std::string(body));
      return upload_answer;
    };
  }
  auto transport() {
    return [this](std::string_view body) {
      requests.push_back("push " + std::string(body));
      int status = 200;
      if (!push_responses.empty()) status = push_responses.front(), push_responses.pop_front();
      if (status < 0) throw std::runtime_error("cut");
      return assay::push_response{status};
    };
  }
};

const auto no_sleep = [](std::chrono::milliseconds) {};
const auto no_random = [] { return 0.0; };

assay::trajectory::trace_result upload(trace_backend& b, trace_context& c,
                                       const assay::push_options& o = {}) {
  return upload_trace(c, c.build_trajectory({}), b.upload(), o, b.transport(), no_sleep, no_random);
}

trace_context context_of(std::size_t events) {
  trace_context c("t");
  for (std::size_t i = 0; i < events; ++i) c.event("e" + std::to_string(i));
  return c;
}

std::vector<std::string> types_of(const trace_context& c) {
  std::vector<std::string> out;
  for (const auto& e : c.events()) out.push_back(e.event_type);
  return out;
}

} // namespace

TEST_CASE("upload_trace: sends the trajectory first, then its events with its id") {
  trace_backend b;
  trace_context c = context_of(2);
  c.event({.event_type = "other", .trace_id = "u"});
  const auto r = upload(b, c, {.organization_id = "org"});
  CHECK(r);
  CHECK(r.upload);
  CHECK(r.upload.status == 200);
  CHECK(r.upload.trajectory_id == "tr1");
  CHECK(r.push.pushed == 3);
  CHECK(r.push.organization_id == "org");
  REQUIRE(b.requests.size() == 2);
  CHECK(b.requests[0] ==
        R"(upload {"trace_id":"t","messages":[],"conversation_id":null,"data_source":null})");
  CHECK(b.requests[1].starts_with("push {\"events\":["));
  std::size_t stamped = 0;
  for (std::size_t at = 0;
       (at = b.requests[1].find(R"("trajectory_id":"tr1")", at)) != std::string::npos; ++at)
    ++stamped;
  CHECK(stamped == 2);
  CHECK(c.events().empty());
}

TEST_CASE("upload_trace: after a failed upload nothing is pushed and the events stay unchanged") {
  for (const upload_response& failed :
       {upload_response{500, R"({"trajectory_id":"tr1"})"}, upload_response{0, ""},
        upload_response{200, "{}"}, upload_response{201, "not json"},
        upload_response{302, R"({"trajectory_id":"tr1"})"}}) {
    trace_backend b{.upload_answer = failed};
    trace_context c = context_of(2);
    const std::vector<assay::trajectory::telemetry_event> before(c.events().begin(),
                                                                 c.events().end());
    const auto r = upload(b, c);
    CHECK_FALSE(r);
    CHECK_FALSE(r.upload);
    CHECK(r.upload.status == failed.status);
    CHECK(r.push.events() == 0);
    CHECK(b.requests.size() == 1);
    CHECK(std::vector(c.events().begin(), c.events().end()) == before);

    b.upload_answer = {200, R"({"trajectory_id":"tr2"})"};
    CHECK(upload(b, c).push.pushed == 2);
    CHECK(b.requests.back().find("tr2") != std::string::npos);
    CHECK(c.events().empty());
  }
}

TEST_CASE("upload_trace: a trajectory that JSON cannot express is not sent, and the events stay") {
  trace_backend b;
  trace_context c = context_of(1);
  auto t = c.build_trajectory({});
  t.conversation_id = "\xFF";
  const auto r = upload_trace(c, t, b.upload(), {}, b.transport(), no_sleep, no_random);
  CHECK(r.upload.is_invalid);
  CHECK_FALSE(r.upload);
  CHECK(b.requests.empty());
  CHECK(c.events().size() == 1);
}

TEST_CASE("upload_trace: unpushed events stay with their id, and push_trace sends them; invalid "
          "ones leave with their error") {
  trace_backend b{.push_responses = {404}};
  trace_context c = context_of(3);
  c.event({.event_type = "invalid", .timestamp = "\xFF"});
  c.event("last");
  const auto r = upload(b, c, {.max_events = 2});
  CHECK_FALSE(r);
  CHECK(r.upload);
  CHECK_FALSE(r.push);
  CHECK(r.push.pushed == 2);
  CHECK(r.push.skipped == 1);
  REQUIRE(r.push.errors.size() == 1);
  CHECK(r.push.errors[0].index == 3);
  CHECK(types_of(c) == std::vector<std::string>{"e0", "e1"});
  CHECK(*c.events()[0].trajectory_id == "tr1");

  const auto again = push_trace(c, {}, b.transport(), no_sleep, no_random);
  CHECK(again.pushed == 2);
  CHECK(again.errors.empty());
  CHECK(c.events().empty());
}

TEST_CASE("upload_trace: an exception in the push loses nothing") {
  trace_backend b{.push_responses = {200, -1}};
  trace_context c = context_of(5);
  CHECK_THROWS_AS(upload(b, c, {.max_events = 2}), std::runtime_error);
  CHECK(types_of(c) == std::vector<std::string>{"e2", "e3", "e4"});
  CHECK(push_trace(c, {}, b.transport(), no_sleep, no_random).pushed == 3);
}

TEST_CASE("upload_trace: an exception in the upload changes nothing") {
  trace_backend b;
  trace_context c = context_of(1);
  const auto broken = [](std::string_view) -> upload_response { throw std::runtime_error("cut"); };
  CHECK_THROWS_AS(
      (void)upload_trace(c, c.build_trajectory({}), broken, {}, b.transport(), no_sleep, no_random),
      std::runtime_error);
  CHECK(c.events().size() == 1);
  CHECK(c.events()[0].trajectory_id.is_null());
}
