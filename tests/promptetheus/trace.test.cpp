// SPDX-License-Identifier: BSL-1.0
#include "assay/promptetheus/trace.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "support/catch.hpp"
#include "support/findings.hpp"
#include "support/corpus.hpp"
#include "support/events.hpp"
#include "support/exact_json.hpp"

#include <boost/json/parse.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

using assay::level;
using assay::promptetheus::trace;
using places = std::vector<std::string>;

namespace {

constexpr std::string_view complete =
    R"({"id":"01JZX0000000000000000000AB","agent":"booking","user_goal":"Two seats to Oslo","project_id":null,"environment":null,"metadata":{},"tags":[]})";

places found(std::string_view text, level l) { return assay_test::findings_of<trace>(text, l); }

void expect_at_all(std::string_view text, const places& expected) {
  for (const level l : {level::reference, level::published, level::strict})
    CHECK(found(text, l) == expected);
}

} // namespace

TEST_CASE("trace: the client's trace is valid at all levels and read into its members") {
  expect_at_all(complete, {});
  expect_at_all(
      R"({"id":"s","agent":"a","user_goal":"","project_id":"p","environment":"prod","metadata":{"n":1e300},"tags":["x"]})",
      {});
  assay::validator<trace> v;
  trace t;
  REQUIRE(v.read(
      R"({"id":"s","agent":"a","user_goal":"g","environment":null,"metadata":{"k":1},"tags":["x","y"],"source":"cron"})",
      t));
  CHECK(*t.id == "s");
  CHECK(*t.agent == "a");
  CHECK(*t.user_goal == "g");
  CHECK(t.project_id.is_absent());
  CHECK(t.environment.is_null());
  CHECK(t.metadata->text() == R"({"k":1})");
  CHECK(*t.tags == std::vector<std::string>{"x", "y"});
  CHECK(t.additional.find("source")->text() == R"("cron")");
}

TEST_CASE("trace: id, agent and goal are required at strict only") {
  const places missing{"error missing_member /id", "error missing_member /agent",
                       "error missing_member /user_goal"};
  CHECK(found("{}", level::reference) == places{});
  CHECK(found("{}", level::published) == places{});
  CHECK(found("{}", level::strict) == missing);
  CHECK(found(R"({"id":null,"agent":null,"user_goal":null})", level::published) == places{});
  CHECK(found(R"({"id":null,"agent":null,"user_goal":null})", level::strict) ==
        places{"error type_mismatch /id", "error type_mismatch /agent",
               "error type_mismatch /user_goal"});
}

TEST_CASE("trace: types are enforced from published on; at reference a misfit is kept") {
  const auto expect = [](std::string_view text, const std::string& finding) {
    CHECK(found(text, level::reference) == places{"warning " + finding});
    CHECK(found(text, level::published) == places{"error " + finding});
  };
  expect(R"({"id":0})", "type_mismatch /id");
  expect(R"({"id":""})", "too_short /id");
  expect(R"({"agent":["a"]})", "type_mismatch /agent");
  expect(R"({"user_goal":{}})", "type_mismatch /user_goal");
  expect(R"({"project_id":1.5})", "type_mismatch /project_id");
  expect(R"({"environment":true})", "type_mismatch /environment");
  expect(R"({"metadata":"m"})", "type_mismatch /metadata");
  expect(R"({"tags":"x"})", "type_mismatch /tags");
  expect(R"({"tags":["x",1]})", "type_mismatch /tags/1");
  expect(R"({"tags":[null]})", "type_mismatch /tags/0");
}

TEST_CASE("trace: anything but a JSON object is rejected at every level, as by the backend") {
  for (const std::string_view text : {"[]", "null", "\"x\"", "", "{\"id\":"}) {
    CAPTURE(text);
    for (const level l : {level::reference, level::published, level::strict})
      CHECK_FALSE(assay::check<trace>(text, {.level = l}));
  }
  expect_at_all(R"({"id":"s","agent":"a","user_goal":"g","id":"t"})",
                {"error duplicate_member /id"});
}

TEST_CASE("trace: traces that the recorded client sent are accepted at all levels") {
  const auto lines = assay_test::recorded_lines("promptetheus/create_trace.ndjson");
  if (lines.empty()) return;
  REQUIRE(lines.size() > 50);
  for (const std::string& line : lines) expect_at_all(line, {});
}

TEST_CASE("trace: at reference, the verdict is that of the recorded backend") {
  const auto lines = assay_test::recorded_lines("promptetheus/http_cases.ndjson");
  if (lines.empty()) return;
  std::set<std::string> bodies;
  for (const std::string& line : lines) {
    const boost::json::value http_case = boost::json::parse(line);
    for (const boost::json::value& step : http_case.at("steps").as_array()) {
      if (step.at("path") != "/api/traces" || step.at("method") != "POST") continue;
      const std::string body(step.at("body").as_string());
      const auto status = step.at("status").as_int64();
      if (status != 201 && status != 400 && status != 422)
        continue; // because of the key, not of the body
      CAPTURE(body, status);
      CHECK(assay::check<trace>(body, {.level = level::reference}) == (status == 201));
      bodies.insert(body);
    }
  }
  CHECK(bodies.size() >= 5);
}
