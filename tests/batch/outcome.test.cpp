// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/outcome.hpp"

#include "assay/batch/promptetheus.hpp"
#include "support/batches.hpp"
#include "support/catch.hpp"
#include "support/instances.hpp"

#include <random>
#include <string>
#include <string_view>
#include <vector>

using assay::batch_outcome;
using assay::event_rejection;
using assay::read_response;
using assay::response_format;

namespace {

constexpr std::string_view sent_events[] = {R"({"idempotency_key":"a"})",
                                            R"({"idempotency_key":"b\/"})", R"({"no_key":1})"};

/// The meaning of a response: "accepted duplicates rejected... +unnamed", or its violations.
std::string meaning(std::string_view body, response_format f = response_format::detect,
                    int status = 200) {
  const batch_outcome a = read_response(body, sent_events, f, status);
  std::string out;
  if (!a) {
    CHECK(a.accepted + a.duplicates + a.unnamed + a.rejected.size() == 0);
    for (const assay::violation& v : a.violations)
      out += (out.empty() ? "" : "; ") + v.path + ' ' + std::string(name_of(v.code));
    return out;
  }
  CHECK(a.fits(std::size(sent_events)));
  out = std::to_string(a.accepted) + ' ' + std::to_string(a.duplicates);
  for (const event_rejection& r : a.rejected)
    out += " #" + std::to_string(r.index) + ' ' + std::to_string(r.status) + ' ' + r.reason +
           (r.is_permanent ? "" : " for now");
  if (a.unnamed != 0) out += " +" + std::to_string(a.unnamed) + ' ' + a.message;
  return out;
}

} // namespace

TEST_CASE("outcome: a response with counts states the rejected events by their indices") {
  CHECK(meaning(R"({"accepted":3,"rejected":[]})") == "3 0");
  CHECK(meaning(R"({"accepted":3,"duplicates":2,"rejected":[],"new":{}})") == "3 2");
  CHECK(
      meaning(
          R"({"accepted":1,"rejected":[{"index":2,"reason":"x"},{"index":0,"idempotency_key":"\u0061"}]})") ==
      "1 0 #0 0  #2 0 x");
  CHECK(
      meaning(R"( {"accepted":2,"rejected":[{"index":1,"idempotency_key":"b/","reason":"r"}]} )") ==
      "2 0 #1 0 r");
  CHECK(meaning(R"({"accepted":2,"rejected":[{"index":2,"idempotency_key":"any"}]})") ==
        "2 0 #2 0 ");
}

TEST_CASE("outcome: counts and events that do not match the request are rejected") {
  CHECK(meaning(R"({"accepted":2,"rejected":[]})") == "/accepted members_disagree");
  CHECK(meaning(R"({"accepted":4,"rejected":[]})") == "/accepted members_disagree");
  CHECK(meaning(R"({"accepted":18446744073709551615,"rejected":[]})") ==
        "/accepted members_disagree");
  CHECK(meaning(R"({"accepted":3,"rejected":[{"index":0}]})") == "/accepted members_disagree");
  CHECK(meaning(R"({"accepted":2,"rejected":[{"index":3}]})") == "/rejected/0/index out_of_range");
  CHECK(meaning(R"({"accepted":2,"rejected":[{"index":18446744073709551615}]})") ==
        "/rejected/0/index out_of_range");
  CHECK(meaning(R"({"accepted":1,"rejected":[{"index":0},{"index":0}]})") ==
        "/rejected/1/index repeated_element");
  CHECK(meaning(R"({"accepted":2,"rejected":[{"index":0,"idempotency_key":"b/"}]})") ==
        "/rejected/0/idempotency_key members_disagree");
  CHECK(meaning(R"({"accepted":2,"rejected":[{"index":0,"idempotency_key":null}]})") ==
        "2 0 #0 0 "); // null means zero
  CHECK(meaning(R"({"accepted":2,"rejected":[{"index":0,"idempotency_key":7}]})") ==
        "/rejected/0/idempotency_key members_disagree");
  CHECK(meaning(R"({"accepted":3,"duplicates":4,"rejected":[]})") == "/duplicates out_of_range");
}

TEST_CASE("outcome: responses of another form are rejected") {
  CHECK(meaning(R"({"accepted":3})") == "/rejected missing_member");
  CHECK(meaning(R"({"rejected":[]})") == "/accepted missing_member");
  CHECK(meaning(R"({"accepted":3.0,"rejected":[]})") == "/accepted type_mismatch");
  CHECK(meaning(R"({"accepted":-1,"rejected":[]})").starts_with("/accepted "));
  CHECK(meaning(R"({"accepted":"3","rejected":[]})") == "/accepted type_mismatch");
  CHECK(meaning(R"({"accepted":3,"accepted":3,"rejected":[]})") == "/accepted duplicate_member");
  CHECK(meaning(R"({"accepted":2,"rejected":[1]})") == "/rejected/0 type_mismatch");
  CHECK(meaning("[]") == " type_mismatch");
  CHECK(meaning("{}") == " members_disagree");
  CHECK(meaning(R"({"success":true})") == " members_disagree");
  CHECK(meaning(R"({"accepted":3,"rejected":[],"results":[]})") == " members_disagree");
  CHECK(meaning("<html></html>") == " invalid_syntax");
  CHECK(meaning("OK") == " invalid_syntax");
  const std::string whole = R"({"accepted":2,"rejected":[{"index":1,"reason":"r"}]})";
  for (std::size_t n = 1; n < whole.size(); ++n) {
    CAPTURE(n);
    CHECK_FALSE(read_response(whole.substr(0, n), sent_events));
    CHECK_FALSE(read_response(whole.substr(0, n), sent_events, response_format::acceptance));
  }
}

TEST_CASE("outcome: without a body, the status counts for all events if the format allows it") {
  CHECK(meaning("") == "3 0");
  CHECK(meaning("", response_format::detect, 204) == "3 0");
  CHECK(meaning("", response_format::detect, 207) == " unterminated");
  CHECK(meaning("", response_format::acceptance) == " unterminated");
  CHECK(meaning("", response_format::multi_status) == " unterminated");
  CHECK(meaning("", response_format::otlp) == " unterminated");
  for (const char* const body : {"", "OK", "{}", R"({"success":true})", "<html>"}) {
    CHECK(meaning(body, response_format::status_only, 207) == "3 0");
    CHECK(meaning(body, response_format::detect_or_status, 207) == "3 0");
  }
  CHECK(meaning(" \r\n") == "3 0");
  for (const char* const cut :
       {R"({"accepted":1,"rej)", R"({"results":[{"index")", R"([{"rejected")"})
    CHECK(meaning(cut, response_format::detect_or_status, 207) != "3 0");
  CHECK(meaning(R"({"accepted":2,"rejected":[]})", response_format::detect_or_status) ==
        "/accepted members_disagree");
}

TEST_CASE("outcome: a response with a status for each event must name each event once") {
  CHECK(meaning(R"({"results":[{"index":2,"status":503,"reason":"busy"},{"index":0,"status":200},)"
                R"({"index":1,"status":422,"reason":"bad","idempotency_key":"b/"}]})") ==
        "1 0 #1 422 bad #2 503 busy for now");
  CHECK(meaning(R"({"results":[{"index":0,"status":200,"duplicate":true},{"index":1,"status":201,)"
                R"("duplicate":false},{"index":2,"status":409}]})") == "2 1 #2 409 ");
  CHECK(meaning(R"({"results":[{"index":0,"status":200},{"index":1,"status":200}]})") ==
        "/results members_disagree");
  CHECK(
      meaning(
          R"({"results":[{"index":0,"status":200},{"index":1,"status":200},{"index":1,"status":200}]})") ==
      "/results/2/index repeated_element");
  CHECK(
      meaning(
          R"({"results":[{"index":0,"status":100},{"index":1,"status":200},{"index":2,"status":200}]})") ==
      "/results/0/status out_of_range");
  CHECK(meaning(R"({"results":[{"index":0},{"index":1,"status":200},{"index":2,"status":200}]})") ==
        "/results/0/status missing_member");
}

TEST_CASE("outcome: a status that is not about the event is no permanent rejection") {
  for (const int status : {300, 302, 401, 403, 404, 408, 425, 429, 500, 501, 503, 507})
    CHECK_FALSE(assay::is_permanent_rejection(status));
  for (const int status : {400, 402, 405, 409, 410, 413, 422, 499})
    CHECK(assay::is_permanent_rejection(status));
}

TEST_CASE("outcome: OTLP reports the number of rejected events, as a string or a number") {
  constexpr response_format otlp = response_format::otlp;
  CHECK(meaning("{}", otlp) == "3 0");
  CHECK(meaning(R"({"partialSuccess":null})", otlp) == "3 0");
  CHECK(meaning(R"({"partialSuccess":{}})") == "3 0");
  CHECK(meaning(R"({"partialSuccess":null})") == "3 0");
  CHECK(meaning(R"({"partialSuccess":{"errorMessage":"a warning"}})") == "3 0");
  CHECK(meaning(R"({"partialSuccess":{"rejectedSpans":"2","errorMessage":"full"}})") ==
        "1 0 +2 full");
  CHECK(meaning(R"({"partialSuccess":{"rejectedLogRecords":3,"errorMessage":"full"}})") ==
        "0 0 #0 0 full #1 0 full #2 0 full");
  CHECK(meaning(R"({"partialSuccess":{"rejectedDataPoints":"1","rejectedProfiles":1}})") ==
        "1 0 +2 ");
  CHECK(meaning(R"({"partialSuccess":{"rejectedSpans":"4"}})") ==
        "/partialSuccess/rejectedSpans out_of_range");
  CHECK(meaning(R"({"partialSuccess":{"rejectedSpans":"2","rejectedLogRecords":"2"}})") ==
        "/partialSuccess/rejectedSpans out_of_range");
  for (const char* const count :
       {"\"\"", "\"-1\"", "\"1 \"", "\"1.0\"", "\"99999999999999999999\""})
    CHECK(meaning(R"({"partialSuccess":{"rejectedSpans":)" + std::string(count) + "}}") ==
          "/partialSuccess/rejectedSpans invalid_format");
  CHECK(meaning(R"({"partialSuccess":{"rejectedSpans":true}})") != "3 0");
}

TEST_CASE("outcome: responses written by the library are read back unchanged") {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> events;
    for (std::size_t n = 1 + random() % 6; events.size() < n;) {
      const std::string key = std::to_string(random() % 4);
      events.push_back(random() % 4 == 0 ? R"({"idempotency_key":"k)" + key + "\"}"
                                         : assay_test::metric_event("\"k" + key + "\"",
                                                                    std::to_string(random() % 4)));
    }
    const std::string_view body = assay_test::wrapped(events);
    assay::promptetheus::batch_validator gateway;
    const assay::batch_verdict& v = gateway.check(body);
    REQUIRE(v.readable());
    const std::vector<std::string_view> texts(events.begin(), events.end());
    const auto agrees = [&](const batch_outcome& a) {
      REQUIRE(a);
      REQUIRE(a.accepted == v.accepted());
      REQUIRE(a.rejected.size() == v.rejected().size());
      for (std::size_t i = 0; i < a.rejected.size(); ++i) {
        REQUIRE(a.rejected[i].index == v.rejected()[i].index);
        REQUIRE(a.rejected[i].reason == v.rejected()[i].reason);
        REQUIRE(a.rejected[i].is_permanent);
      }
    };
    assay::text_buffer out;
    append_response(out, v);
    agrees(read_response(out.view(), texts));
    out.clear();
    const int status = append_multi_status(out, v);
    agrees(read_response(out.view(), texts, response_format::detect, status));
    out.clear();
    append_otlp_response(out, v);
    const batch_outcome otlp = read_response(out.view(), texts, response_format::otlp);
    REQUIRE(otlp);
    REQUIRE(otlp.accepted == v.accepted());
    REQUIRE(otlp.rejected.size() + otlp.unnamed == v.rejected().size());
  }
}

TEST_CASE("outcome: a response fits a request with the same number of events") {
  CHECK(batch_outcome{}.fits(0));
  CHECK(batch_outcome{.accepted = 2, .rejected = {{.index = 0}}}.fits(3));
  CHECK_FALSE(batch_outcome{.accepted = 2, .rejected = {{.index = 3}}}.fits(3));
  CHECK_FALSE(batch_outcome{.accepted = 1, .rejected = {{.index = 1}, {.index = 0}}}.fits(3));
  CHECK_FALSE(batch_outcome{.accepted = 2, .duplicates = 3}.fits(2));
  CHECK(batch_outcome{.accepted = 2, .unnamed = 1}.fits(3));
  CHECK_FALSE(batch_outcome{.violations = {{}}}.fits(0));
}
