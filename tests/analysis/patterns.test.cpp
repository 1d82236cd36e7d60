// SPDX-License-Identifier: BSL-1.0
#include "assay/analysis/patterns.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace assay::analysis;
using findings = std::vector<pattern_finding>;

namespace {

findings patterns_in(std::vector<pattern_event> events) { return check_patterns(events); }

constexpr std::string_view done = R"({"success":true,"duration_ms":18})";
constexpr std::string_view error = R"({"error.type":"E","error.message":"m"})";
constexpr std::string_view given_up =
    R"({"error.type":"E","error.message":"m","will_retry":false})";
constexpr std::string_view retried = R"({"error.type":"E","error.message":"m","will_retry":true})";

} // namespace

TEST_CASE("patterns: events that follow the documentation have no findings") {
  CHECK(patterns_in({}) == findings{});
  CHECK(patterns_in({{"operation.started", "{}"}, {"operation.completed", done}}) == findings{});
  CHECK(patterns_in({{"operation.started", "{}"}, {"operation.failed", error}}) == findings{});
  CHECK(patterns_in({{"api.call.attempted", R"({"attempt":1})"},
                     {"api.call.failed", retried},
                     {"api.call.attempted", R"({"attempt":2})"},
                     {"api.call.succeeded", "{}"}}) == findings{});
  CHECK(patterns_in({{"ai.initialization", "{}"},
                     {"ai.model.upgraded", R"({"from.model":"a","to.model":"b"})"},
                     {"ai.completion.ready", ""}}) == findings{});
  CHECK(patterns_in(
            {{"a.started", ""}, {"b.started", ""}, {"b.completed", done}, {"a.completed", done}}) ==
        findings{}); // side by side
  // The documentation also has ends and attempts without a start.
  CHECK(patterns_in({{"customer.query.completed", done}}) == findings{});
  CHECK(patterns_in({{"user.login.attempted", R"({"user.id":"u"})"},
                     {"user.login.succeeded", ""}}) == findings{});
}

TEST_CASE("patterns: a start without an end is reported") {
  CHECK(patterns_in({{"a.started", ""}, {"b.started", ""}, {"b.completed", done}}) ==
        findings{{pattern_code::never_finished, 0}});
  CHECK(patterns_in({{"a.started", ""}, {"a.started", ""}, {"a.completed", done}}) ==
        findings{{pattern_code::never_finished, 0}});
}

TEST_CASE("patterns: an end belongs to the last start that has no end yet") {
  CHECK(patterns_in(
            {{"a.started", ""}, {"a.started", ""}, {"a.completed", done}, {"a.completed", done}}) ==
        findings{});
  CHECK(patterns_in({{"a.started", ""}, {"a.started", ""}}) ==
        findings{{pattern_code::never_finished, 0}, {pattern_code::never_finished, 1}});
}

TEST_CASE("patterns: attributes are recognized however their names are spelled, and null counts as "
          "missing") {
  CHECK(patterns_in({{"a.started", ""},
                     {"a.completed", R"({"succ\u0065ss":false,"duration\u005fms":0})"}}) ==
        findings{});
  CHECK(patterns_in({{"a.started", ""}, {"a.completed", R"({"success":null,"duration_ms":1})"}}) ==
        findings{{pattern_code::result_missing, 1}});
}

TEST_CASE("patterns: the place of a finding is a JSON Pointer") {
  CHECK(pointer_of({pattern_code::never_finished, 3}) == "/3");
  CHECK(pointer_of({pattern_code::attempt_unresolved, 3}) == "/3");
  CHECK(pointer_of({pattern_code::error_missing, 0}, "/spans/7/events") ==
        "/spans/7/events/0/attributes");
}

TEST_CASE("patterns: an end must state how it ended") {
  CHECK(patterns_in({{"a.started", ""}, {"a.completed", R"({"success":true})"}}) ==
        findings{{pattern_code::result_missing, 1}});
  CHECK(patterns_in({{"a.started", ""}, {"a.completed", ""}}) ==
        findings{{pattern_code::result_missing, 1}});
  CHECK(patterns_in({{"a.started", ""}, {"a.failed", R"({"error.type":"E"})"}}) ==
        findings{{pattern_code::error_missing, 1}});
  CHECK(patterns_in({{"a.started", ""}, {"a.failed", R"({"error.message":"m"})"}}) ==
        findings{{pattern_code::error_missing, 1}});
}

TEST_CASE("patterns: attempts count from 1, restart after a success, and each has an outcome") {
  const auto attempt = [](std::string_view attributes) {
    return pattern_event{"x.attempted", attributes};
  };
  CHECK(patterns_in({attempt(R"({"attempt":2})"), {"x.succeeded", ""}}) ==
        findings{{pattern_code::attempt_out_of_order, 0}});
  CHECK(patterns_in({attempt(R"({"attempt":1})"),
                     {"x.failed", retried},
                     attempt(R"({"attempt":3})"),
                     {"x.succeeded", ""}}) == findings{{pattern_code::attempt_out_of_order, 2}});
  CHECK(patterns_in({attempt(R"({"attempt":1})"),
                     {"x.succeeded", ""},
                     attempt(R"({"attempt":1})"),
                     {"x.succeeded", ""}}) == findings{});
  for (const std::string_view one : {"1", "1.0", "10e-1"})
    CHECK(patterns_in({attempt("{\"attempt\":" + std::string(one) + "}"), {"x.succeeded", ""}}) ==
          findings{});
  for (const std::string_view other :
       {"\"1\"", "1.5", "0", "-1", "1e300", "true", "18446744073709551616"})
    CHECK(patterns_in({attempt("{\"attempt\":" + std::string(other) + "}"), {"x.succeeded", ""}}) ==
          findings{{pattern_code::attempt_out_of_order, 0}});
  CHECK(patterns_in({attempt("{}"), {"x.succeeded", ""}}) == findings{});
  // A missing number is reported once, and counting continues from there.
  CHECK(patterns_in({attempt(R"({"attempt":1})"),
                     {"x.failed", retried},
                     attempt(R"({"attempt":3})"),
                     {"x.failed", retried},
                     attempt(R"({"attempt":4})"),
                     {"x.succeeded", ""}}) == findings{{pattern_code::attempt_out_of_order, 2}});
  // -1 is not the number after 2^64 - 2.
  CHECK(patterns_in({attempt(R"({"attempt":18446744073709551614})"),
                     {"x.failed", retried},
                     attempt(R"({"attempt":-1.0})"),
                     {"x.succeeded", ""}}) ==
        findings{{pattern_code::attempt_out_of_order, 0}, {pattern_code::attempt_out_of_order, 2}});
  CHECK(patterns_in(
            {attempt(R"({"attempt":1})"), attempt(R"({"attempt":2})"), {"x.failed", error}}) ==
        findings{{pattern_code::attempt_unresolved, 0}, {pattern_code::will_retry_missing, 2}});
  CHECK(patterns_in({attempt(R"({"attempt":1})")}) ==
        findings{{pattern_code::attempt_unresolved, 0}});
}

TEST_CASE("patterns: attempts restart after one that will not be retried") {
  constexpr std::string_view first = R"({"attempt":1})";
  CHECK(patterns_in({{"x.attempted", first},
                     {"x.failed", given_up},
                     {"x.attempted", first},
                     {"x.succeeded", ""}}) == findings{});
  CHECK(patterns_in({{"x.attempted", first},
                     {"x.failed", retried},
                     {"x.attempted", first},
                     {"x.succeeded", ""}}) == findings{{pattern_code::attempt_out_of_order, 2}});
}

TEST_CASE("patterns: a subject that was started and attempted ends with its attempts, unless these "
          "are retried") {
  const pattern_event start{"x.started", ""}, attempt{"x.attempted", R"({"attempt":1})"};
  CHECK(patterns_in({start, attempt, {"x.completed", done}}) == findings{});
  CHECK(patterns_in({start, attempt, {"x.failed", given_up}}) == findings{});
  CHECK(patterns_in({start, attempt, {"x.failed", error}}) ==
        findings{{pattern_code::will_retry_missing, 2}});
  CHECK(patterns_in({start, attempt, {"x.failed", retried}}) ==
        findings{{pattern_code::never_finished, 0}});
  CHECK(patterns_in({start, attempt, {"x.succeeded", ""}}) ==
        findings{{pattern_code::never_finished, 0}});
  CHECK(patterns_in({start, attempt, {"x.succeeded", ""}, {"x.completed", done}}) == findings{});
  CHECK(patterns_in({start,
                     attempt,
                     {"x.failed", error},
                     {"x.attempted", R"({"attempt":2})"},
                     {"x.succeeded", ""}}) ==
        findings{{pattern_code::never_finished, 0}, {pattern_code::will_retry_missing, 2}});
  CHECK(patterns_in({start, attempt, {"x.failed", error}, start}) ==
        findings{{pattern_code::will_retry_missing, 2}, {pattern_code::never_finished, 3}});
  CHECK(patterns_in({start, attempt, {"x.failed", given_up}, start}) ==
        findings{{pattern_code::never_finished, 3}});
  CHECK(patterns_in({start, attempt, {"x.failed", error}, {"x.attempted", R"({"attempt":2})"}}) ==
        findings{{pattern_code::never_finished, 0},
                 {pattern_code::will_retry_missing, 2},
                 {pattern_code::attempt_unresolved, 3}});
}

TEST_CASE("patterns: a change must state its old and its new state") {
  for (const std::string_view name :
       {"ai.model.switched", "ai.model.changed", "ai.model.upgraded", "ai.model.downgraded"})
    for (const std::string_view attributes :
         {R"({"to.model":"b"})", R"({"from.model":"a"})", R"({"fro":1,"tom":2})"})
      CHECK(patterns_in({{name, attributes}}) == findings{{pattern_code::change_incomplete, 0}});
  CHECK(to_string(pattern_finding{pattern_code::change_incomplete, 3}) ==
        "event 3: a change without attributes that begin with from. and to. [change_incomplete]");
}
