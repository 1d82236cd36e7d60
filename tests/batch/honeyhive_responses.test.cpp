// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/honeyhive_responses.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace honeyhive_responses_test {

using assay::batch_outcome;
using assay::event_rejection;
using assay::honeyhive::read_batch_response;

namespace {

constexpr std::string_view named =
    R"({"events":[{"event_id":"a"},{"event_id":"\u0062"},{"event_id":"c"}]})";
constexpr std::string_view some_named =
    R"({"is_single_session":true,"model_events":[{"event_id":"a"},{},{}]})";

batch_outcome answer_to(std::string_view request, std::string_view body, int status = 200) {
  const auto a = read_batch_response(status, body, request);
  REQUIRE(a);
  return *a;
}

std::string refusal_of(std::string_view body, std::string_view request, int status = 200) {
  const batch_outcome a = answer_to(request, body, status);
  CHECK(a.accepted + a.rejected.size() + a.unnamed == 0);
  return a ? "" : a.violations[0].path + ' ' + std::string(name_of(a.violations[0].code));
}

} // namespace

TEST_CASE("honeyhive responses: as many ids as events, including their own ids, means all were "
          "accepted") {
  const batch_outcome a = answer_to(named, R"({"event_ids":["a","b","c"],"success":true})");
  CHECK(a);
  CHECK(a.accepted == 3);
  CHECK(a.fits(3));
  CHECK(answer_to(some_named, R"({"event_ids":["x","y","a"]})").accepted == 3);
  CHECK(refusal_of(R"({"event_ids":["a","b"]})", named) == "/event_ids members_disagree");
  CHECK(refusal_of(R"({"event_ids":["a","b","x"]})", named) == "/event_ids members_disagree");
  CHECK(refusal_of(R"({"success":true})", named) == "/event_ids missing_member");
  CHECK(refusal_of("OK", named) == " invalid_syntax");
}

TEST_CASE(
    "honeyhive responses: after a partial failure the events without an id in the response may "
    "be sent again") {
  const batch_outcome a =
      answer_to(named, R"({"event_ids":["c"],"errors":["no"],"success":true})", 500);
  CHECK(a.accepted == 1);
  CHECK(a.rejected == std::vector<event_rejection>{{0, 500, "no", false}, {1, 500, "no", false}});
  CHECK(a.fits(3));
  CHECK(refusal_of(R"({"event_ids":["x"],"errors":["no"]})", named, 500) ==
        "/event_ids members_disagree");
  CHECK(refusal_of(R"({"event_ids":["a","b","c","d"],"errors":["no"]})", named, 500) ==
        "/event_ids members_disagree");
}

TEST_CASE(
    "honeyhive responses: events without ids cannot be distinguished and are not sent again") {
  const batch_outcome a =
      answer_to(some_named, R"({"event_ids":["a","y"],"errors":["no","never"]})", 500);
  CHECK(a);
  CHECK(a.accepted == 2);
  CHECK(a.unnamed == 1);
  CHECK(a.rejected.empty());
  CHECK(a.message == "no; never");
  CHECK(a.fits(3));
}

TEST_CASE("honeyhive responses: if none was accepted, all were rejected") {
  const batch_outcome a =
      answer_to(some_named, R"({"event_ids":[],"errors":["no"],"success":true})", 500);
  CHECK(a.rejected.size() == 3);
  CHECK(a.unnamed == 0);
  CHECK(a.fits(3));
  CHECK(answer_to(named, R"({"event_ids":[],"success":false})").rejected.size() == 3);
}

TEST_CASE("honeyhive responses: if only the status counts, there is no response to read") {
  for (const int status : {0, 301, 400, 401, 413, 429, 503})
    CHECK_FALSE(read_batch_response(status, R"({"event_ids":["a","b","c"]})", named));
  CHECK_FALSE(read_batch_response(500, "Internal Server Error", named));
  CHECK_FALSE(read_batch_response(500, R"({"error":"down"})", named));
}

} // namespace honeyhive_responses_test
