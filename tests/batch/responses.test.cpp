// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/responses.hpp"

#include "assay/batch/promptetheus.hpp"
#include "support/batches.hpp"
#include "support/catch.hpp"

#include <boost/json/parse.hpp>

#include <string>
#include <string_view>

using assay::batch_verdict;
using assay::dedupe_window;
using assay::promptetheus::batch_validator;
using assay_test::bare_event;
using assay_test::metric_event;
using assay_test::wrapped;

namespace {

std::string response(const batch_verdict& v,
                     int (*append)(assay::text_buffer&,
                                   const batch_verdict&) = assay::append_response) {
  assay::text_buffer out;
  const int status = append(out, v);
  boost::system::error_code error;
  const std::string text(out.view());
  boost::json::parse(text, error);
  CHECK_FALSE(error);
  return std::to_string(status) + " " + text;
}

std::string answer(std::string_view body, std::string_view session = "s") {
  batch_validator v;
  return response(v.check(body, session));
}

} // namespace

TEST_CASE("responses: a key with two contents is reported like a conflict of sequence numbers") {
  batch_validator v;
  dedupe_window window({.content_key = assay::random_bytes<16>{}});
  CHECK(response(v.check(bare_event(R"("a")", "1"), "s", &window)) ==
        R"(200 {"accepted":1,"rejected":[]})");
  const std::string reason = "/idempotency_key: another event of the session has this idempotency "
                             "key but different content [key_conflict]";
  const auto& verdict = v.check(bare_event(R"("a")", "2"), "s", &window);
  CHECK(response(verdict) ==
        R"(200 {"accepted":0,"rejected":[{"index":0,"idempotency_key":"a","reason":")" + reason +
            "\"}]}");
  CHECK(response(verdict, assay::append_multi_status) ==
        R"(207 {"results":[{"index":0,"status":409,"idempotency_key":"a","reason":")" + reason +
            "\"}]}");
}

TEST_CASE("responses: the form of the reference implementation") {
  CHECK(answer("") == R"(200 {"accepted":0,"rejected":[]})");
  CHECK(answer("{}") == R"(200 {"accepted":0,"rejected":[]})");
  CHECK(answer(metric_event(R"("a")", "1")) == R"(200 {"accepted":1,"rejected":[]})");
  CHECK(
      answer(R"({"events":null})") ==
      R"(200 {"accepted":0,"rejected":[{"index":0,"reason":"(event): expected object, found null [type_mismatch]"}]})");
  CHECK(
      answer(wrapped({metric_event(R"("a")", "1"), metric_event(R"("b")", "1"),
                      metric_event(R"({"k":[1.50]})", "1")})) ==
      R"(200 {"accepted":1,"rejected":[)"
      R"({"index":1,"idempotency_key":"b","reason":"/seq: another event of the session has this sequence number [sequence_conflict]"},)"
      R"({"index":2,"idempotency_key":{"k":[1.50]},"reason":"/idempotency_key: expected string, found object [type_mismatch]"}]})");
  CHECK(answer(metric_event(R"("a")", "\"1\"")) ==
        R"(422 {"detail":"/seq: expected integer >= 0, found string of 1 byte [type_mismatch]"})");
  CHECK(answer(R"({"type":"metric","v":NaN})") ==
        R"(400 {"detail":"/v: NaN and Infinity are not JSON numbers [nonfinite_number]"})");
  CHECK(answer("[]") == R"(400 {"detail":"(body): expected object, found array [type_mismatch]"})");
  CHECK(answer(R"({"events":[)") ==
        R"(400 {"detail":"/events/0: the text ends before the event is complete [unterminated]"})");
  CHECK(answer(R"({"events":[],"x":NaN})") ==
        R"(400 {"detail":"/x: NaN and Infinity are not JSON numbers [nonfinite_number]"})");
  CHECK(answer(R"({"events":[],"\ud800":1})") ==
        R"(400 {"detail":"(body): this surrogate escape lacks its other half [lone_surrogate]"})");
  batch_validator small({}, {.max_body_bytes = 5, .max_events = 1});
  CHECK(response(small.check("{    }")) ==
        R"(413 {"detail":"(body): expected at most 5 bytes [document_too_large]"})");
}

TEST_CASE("responses: a sequence conflict of a bare event is reported as in a batch") {
  batch_validator v;
  dedupe_window window;
  CHECK(response(v.check(bare_event(R"("a")", "1"), "s", &window)) ==
        R"(200 {"accepted":1,"rejected":[]})");
  CHECK(response(v.check(bare_event(R"("b")", "1"), "s", &window))
            .starts_with(R"(200 {"accepted":0,"rejected":[{"index":0,"idempotency_key":"b",)"));
}

TEST_CASE("responses: keys are echoed as sent, and are harmless") {
  const auto key = [](std::string_view text) {
    const std::string all = answer(wrapped({metric_event(text, "-1")}));
    const std::size_t begin = all.find("\"index\":0") + 9, end = all.find(",\"reason\"");
    return all.substr(begin, end - begin);
  };
  CHECK(key("null") == R"(,"idempotency_key":null)");
  CHECK(key("\"\"") == R"(,"idempotency_key":"")");
  CHECK(key("1e2") == R"(,"idempotency_key":1e2)");
  CHECK(key("123456789012345678901234567890") ==
        R"(,"idempotency_key":123456789012345678901234567890)");
  CHECK(key("[\n1,\r\n2]") == R"(,"idempotency_key":[ 1,  2])");
  CHECK(key(R"("a\n\u00e9")") == R"(,"idempotency_key":"a\n\u00e9")");
  CHECK(key(R"("\ud800")") == R"(,"idempotency_key":"\ufffd")");
  CHECK(key("NaN").empty());
  CHECK(key("[Infinity]").empty());
  CHECK(
      answer(
          R"({"events":[{"idempotency_key":"a","\u0069dempotency_key":"b","x":{"idempotency_key":"c"}}]})")
          .find(R"("idempotency_key":"b")") != std::string::npos);
  CHECK(answer(R"({"events":[{"x":{"idempotency_key":"c"}}]})").find(R"("idempotency_key":)") ==
        std::string::npos);
}

TEST_CASE("responses: a response contains no value of an event except its key") {
  const std::string secret = "hunter2";
  batch_validator v;
  const auto& verdict = v.check(wrapped(
      {R"({"type":")" + secret + R"(","session_id":")" + secret + R"(","seq":")" + secret + "\"}",
       metric_event(R"("a")", "-1"), "\"" + secret + "\""}));
  using append_function = int (*)(assay::text_buffer&, const batch_verdict&);
  for (const append_function append :
       {append_function(assay::append_response), append_function(assay::append_multi_status)})
    CHECK(response(verdict, append).find(secret) == std::string::npos);
}

TEST_CASE("responses: append_multi_status gives a status for each event") {
  batch_validator v;
  const auto& mixed =
      v.check(wrapped({metric_event(R"("a")", "1"), metric_event(R"("a")", "1"),
                       metric_event(R"("b")", "1"), "5", R"({"idempotency_key":"c","v":NaN})"}));
  CHECK(
      response(mixed, assay::append_multi_status) ==
      R"(207 {"results":[{"index":0,"status":200},{"index":1,"status":200},)"
      R"({"index":2,"status":409,"idempotency_key":"b","reason":"/seq: another event of the session has this sequence number [sequence_conflict]"},)"
      R"({"index":3,"status":422,"reason":"(event): expected object, found number [type_mismatch]"},)"
      R"({"index":4,"status":400,"idempotency_key":"c","reason":"/v: NaN and Infinity are not JSON numbers [nonfinite_number]"}]})");
  CHECK(response(v.check(bare_event(R"("a")", "1")), assay::append_multi_status) ==
        R"(200 {"results":[{"index":0,"status":200}]})");
  CHECK(response(v.check("{}"), assay::append_multi_status) == R"(200 {"results":[]})");
  CHECK(
      response(v.check("{"), assay::append_multi_status).starts_with(R"(400 {"detail":"(body): )"));
}

TEST_CASE("responses: the form of OTLP over HTTP") {
  const auto otlp = [](assay::text_buffer& out, const batch_verdict& v) {
    return assay::append_otlp_response(out, v);
  };
  const auto spans = [](assay::text_buffer& out, const batch_verdict& v) {
    return assay::append_otlp_response(out, v, "rejectedSpans");
  };
  batch_validator v;
  CHECK(response(v.check(bare_event(R"("a")", "1")), otlp) == "200 {}");
  CHECK(response(v.check("{}"), otlp) == "200 {}");
  CHECK(
      response(v.check(wrapped({metric_event(R"("a")", "1"), "5"})), otlp) ==
      R"(200 {"partialSuccess":{"rejectedLogRecords":"1","errorMessage":"event 1: (event): expected object, found number [type_mismatch]"}})");
  CHECK(
      response(v.check(wrapped({"5", "5"})), spans) ==
      R"(200 {"partialSuccess":{"rejectedSpans":"2","errorMessage":"event 0: (event): expected object, found number [type_mismatch]; 1 more was rejected"}})");
  CHECK(response(v.check(wrapped({"5", "5", "5"})), otlp).find("; 2 more were rejected") !=
        std::string::npos);
  CHECK(response(v.check("5"), otlp) ==
        R"(400 {"message":"(body): expected object, found number [type_mismatch]"})");
}

TEST_CASE("responses: duplicates are reported on request, and counted as accepted") {
  batch_validator v;
  const std::string a = metric_event(R"("a")", "1"), b = metric_event(R"("b")", "2");
  const batch_verdict& verdict = v.check(wrapped({a, a, b, "null", b}), "s");
  const assay::response_options tells{.reports_duplicates = true};
  const auto told = [&](auto append) {
    assay::text_buffer out;
    const int status = append(out);
    return std::to_string(status) + " " + std::string(out.view());
  };
  const std::string reason =
      R"("reason":"(event): expected object, found null [type_mismatch]"}]})";
  CHECK(told([&](assay::text_buffer& out) { return append_response(out, verdict, tells); }) ==
        R"(200 {"accepted":4,"duplicates":2,"rejected":[{"index":3,)" + reason);
  CHECK(told([&](assay::text_buffer& out) { return append_response(out, verdict, {}); }) ==
        R"(200 {"accepted":4,"rejected":[{"index":3,)" + reason);
  CHECK(told([&](assay::text_buffer& out) { return append_multi_status(out, verdict, tells); }) ==
        R"(207 {"results":[{"index":0,"status":200},{"index":1,"status":200,"duplicate":true},)"
        R"({"index":2,"status":200},{"index":3,"status":422,)" +
            reason.substr(0, reason.size() - 3) +
            R"(},{"index":4,"status":200,"duplicate":true}]})");
  CHECK(response(verdict, assay::append_multi_status).find("duplicate") == std::string::npos);
  CHECK(told([&](assay::text_buffer& out) {
          return append_response(out, v.check(wrapped({b}), "s"), tells);
        }) == R"(200 {"accepted":1,"duplicates":0,"rejected":[]})");
  CHECK(told([&](assay::text_buffer& out) {
          return append_response(out, v.check("[]"), tells);
        }).find("duplicates") == std::string::npos);
}
