// SPDX-License-Identifier: BSL-1.0
#include "assay/promptetheus.hpp"

#include "support/catch.hpp"
#include "support/events.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

using assay::level;
using assay::promptetheus::event;
using assay_test::event_text;
using assay_test::places_of;
using places = std::vector<std::string>;

namespace {

places judge(std::string_view text, level l, bool& accepted) {
  assay::options o;
  o.level = l;
  assay::validator<event> v(o);
  accepted = v.check(text);
  const places found = places_of(v.report());
  event e;
  CHECK(v.read(text, e) == accepted);
  CHECK(places_of(v.report()) == found);
  return found;
}

/// The findings in the event at the three levels. The event is rejected if one of them is an error.
void expect(const std::string& text, const places& reference, const places& published,
            const places& strict) {
  INFO(text);
  const auto at = [&](level l, const places& expected) {
    INFO(name_of(l));
    bool accepted = false;
    CHECK(judge(text, l, accepted) == expected);
    bool has_error = false;
    for (const std::string& s : expected) has_error |= s.starts_with("error");
    CHECK(accepted == !has_error);
  };
  at(level::reference, reference);
  at(level::published, published);
  at(level::strict, strict);
}

/// The same finding, as a warning below the level `from`.
void expect_from(level from, const std::string& text, const std::string& finding) {
  const places warning{"warning " + finding}, error{"error " + finding};
  const auto at = [&](level l) { return l >= from ? error : warning; };
  expect(text, at(level::reference), at(level::published), at(level::strict));
}

/// An envelope with one member replaced, or left out if `value` is empty.
std::string envelope_with(std::string_view member, std::string_view value) {
  std::string out;
  const auto add = [&](std::string_view name, std::string_view otherwise) {
    const std::string_view text = name == member ? value : otherwise;
    if (text.empty()) return;
    out += out.empty() ? "{" : ",";
    out.append("\"").append(name).append("\":").append(text);
  };
  add("type", R"("metric")");
  add("session_id", R"("s")");
  add("timestamp", R"("2026-01-01T00:00:00Z")");
  add("seq", "1");
  add("idempotency_key", R"("s:n:1")");
  add("payload", R"({"name":"m","value":1})");
  add("metadata", "");
  add("span_id", "");
  add("parent_id", "");
  return out + "}";
}

} // namespace

TEST_CASE(
    "levels: an event with every member of its type is accepted at all levels without a finding") {
  for (const auto& [type, payload] : assay_test::sample_payloads)
    expect(event_text(type, payload), {}, {}, {});
}

TEST_CASE(
    "levels: an envelope member that is missing or of the wrong type is an error at every level") {
  for (const std::string_view m :
       {"type", "session_id", "timestamp", "seq", "idempotency_key", "payload"}) {
    expect_from(level::reference, envelope_with(m, ""), "missing_member /" + std::string(m));
    for (const std::string_view wrong : {"null", "true", "[1]", "1.5"})
      expect_from(level::reference, envelope_with(m, wrong), "type_mismatch /" + std::string(m));
  }
  for (const std::string_view wrong : {"true", "1.0", "1e2", R"("1")", "null", "{}"})
    expect_from(level::reference, envelope_with("seq", wrong), "type_mismatch /seq");
  for (const std::string_view wrong : {"1", "true", "[]", "{}", "null"})
    expect_from(level::reference, envelope_with("span_id", wrong), "type_mismatch /span_id");
  for (const std::string_view wrong : {"1", "true", "[]", "{}"})
    expect_from(level::reference, envelope_with("parent_id", wrong), "type_mismatch /parent_id");
}

TEST_CASE("levels: the rules of an envelope apply at every level") {
  expect_from(level::reference, envelope_with("session_id", R"("")"), "too_short /session_id");
  expect_from(level::reference, envelope_with("idempotency_key", R"("")"),
              "too_short /idempotency_key");
  expect_from(level::reference, envelope_with("span_id", R"("")"), "too_short /span_id");
  expect_from(level::reference, envelope_with("seq", "-1"), "out_of_range /seq");
  expect_from(level::reference, envelope_with("seq", "-99999999999999999999999"),
              "out_of_range /seq");
  expect_from(level::reference, envelope_with("seq", "18446744073709551616"),
              "integer_overflow /seq");
  expect_from(level::reference, envelope_with("type", R"("Metric")"), "unknown_type /type");
  expect_from(level::reference, envelope_with("type", R"("")"), "unknown_type /type");
}

TEST_CASE("levels: an envelope that the reference implementation accepts is accepted") {
  expect(envelope_with("parent_id", "null"), {}, {}, {});
  expect(envelope_with("parent_id", R"("")"), {}, {}, {});
  expect(envelope_with("metadata", "null"), {}, {}, {});
  expect(envelope_with("metadata", "{}"), {}, {}, {});
  expect_from(level::published, envelope_with("metadata", "[]"), "type_mismatch /metadata");
  expect_from(level::published, envelope_with("metadata", R"("m")"), "type_mismatch /metadata");
}

TEST_CASE("levels: timestamps and keys are checked at strict only") {
  expect(envelope_with("timestamp", R"("soon")"), {}, {}, {"error invalid_format /timestamp"});
  expect(envelope_with("timestamp", R"("2026-02-29T00:00:00Z")"), {}, {},
         {"error invalid_format /timestamp"});
  expect(envelope_with("timestamp", R"("2026-01-01T00:00:00\u005a")"), {}, {}, {});
  expect(envelope_with("idempotency_key", R"("s:1")"), {}, {},
         {"error key_disagrees /idempotency_key"});
  expect(envelope_with("idempotency_key", R"("s:n:2")"), {}, {},
         {"error key_disagrees /idempotency_key"});
  expect(envelope_with("idempotency_key", R"("t:n:1")"), {}, {},
         {"error key_disagrees /idempotency_key"});
  expect(envelope_with("idempotency_key", R"("\u0073:n:1")"), {}, {}, {});
  expect(envelope_with("session_id", R"("\u0073")"), {}, {}, {});
  expect(envelope_with("seq", "-0"), {}, {}, {"error key_disagrees /idempotency_key"});
}

TEST_CASE("levels: unknown members are warnings at strict, or errors by option") {
  const std::string text =
      event_text("metric", R"({"name":"m","value":1,"extra":2})", R"(,"t_offset_ms":3)");
  expect(text, {}, {},
         {"warning unknown_member /payload/extra", "warning unknown_member /t_offset_ms"});
  assay::options o;
  o.level = level::strict;
  o.reject_unknown_members = true;
  assay::validator<event> v(o);
  CHECK_FALSE(v.check(text));
  CHECK(places_of(v.report()) ==
        places{"error unknown_member /payload/extra", "error unknown_member /t_offset_ms"});
  o.level = level::published;
  CHECK(assay::check<event>(text, o));
}

TEST_CASE("levels: required members of an event are required at strict") {
  const auto needs = [](std::string_view type, std::initializer_list<std::string_view> members) {
    places warnings, errors;
    for (const std::string_view m : members) {
      warnings.push_back("warning missing_member /payload/" + std::string(m));
      errors.push_back("error missing_member /payload/" + std::string(m));
    }
    expect(event_text(type, "{}"), warnings, warnings, errors);
  };
  needs("user_message", {"content"});
  needs("agent_message", {"content"});
  needs("tool_call", {"tool_name", "arguments"});
  needs("tool_result", {"call_id"});
  needs("retrieval", {"query", "documents"});
  needs("browser_action", {"action"});
  needs("dom_snapshot", {"url", "visible_text"});
  needs("screenshot", {});
  needs("replay_artifact", {"artifact_type"});
  needs("goal_check", {"passed"});
  needs("state_change", {"name"});
  needs("session_end", {"status"});
  needs("score", {"name", "value"});
  needs("error", {"message"});
  needs("metric", {"name", "value"});
}

TEST_CASE("levels: types and ranges of payload members are enforced from published on") {
  const auto misfit = [](std::string_view type, const std::string& payload,
                         const std::string& finding) {
    expect_from(level::published, event_text(type, payload), finding);
  };
  misfit("user_message", R"({"content":5})", "type_mismatch /payload/content");
  misfit("user_message", R"({"content":"x","metadata":[]})", "type_mismatch /payload/metadata");
  misfit("user_message", R"({"content":"x","metadata":{"speaker":"robot"}})",
         "not_one_of /payload/metadata/speaker");
  misfit("user_message", R"({"content":"x","metadata":{"channel":"chat"}})",
         "not_one_of /payload/metadata/channel");
  misfit("user_message", R"({"content":"x","metadata":{"start_ms":-1}})",
         "out_of_range /payload/metadata/start_ms");
  misfit("user_message", R"({"content":"x","metadata":{"end_ms":1.0}})",
         "type_mismatch /payload/metadata/end_ms");
  misfit("user_message", R"({"content":"x","metadata":{"sentiment":1.5}})",
         "out_of_range /payload/metadata/sentiment");
  misfit("user_message", R"({"content":"x","metadata":{"sentiment":-1e300}})",
         "out_of_range /payload/metadata/sentiment");
  misfit("user_message", R"({"content":"x","metadata":{"interrupted":0}})",
         "type_mismatch /payload/metadata/interrupted");
  misfit("tool_call", R"({"tool_name":"t","arguments":[]})", "type_mismatch /payload/arguments");
  misfit("dom_snapshot", R"({"url":"u","visible_text":"v","warnings":["a",1]})",
         "type_mismatch /payload/warnings/1");
  misfit("dom_snapshot", R"({"url":"u","visible_text":"v","warnings":[null]})",
         "type_mismatch /payload/warnings/0");
  misfit("screenshot", R"({"size_bytes":-1})", "out_of_range /payload/size_bytes");
  misfit("screenshot", R"({"source_type":"file"})", "not_one_of /payload/source_type");
  misfit("replay_artifact", R"({"artifact_type":"video"})", "not_one_of /payload/artifact_type");
  misfit("replay_artifact", R"({"artifact_type":"audio_recording","event_time_map":{"a/b":"1"}})",
         "type_mismatch /payload/event_time_map/a~1b");
  misfit("goal_check", R"({"passed":"yes"})", "type_mismatch /payload/passed");
  misfit("state_change", R"({"name":"n","duration_ms":-1})", "out_of_range /payload/duration_ms");
  misfit("score", R"({"name":"n","value":"5"})", "type_mismatch /payload/value");
  misfit("metric", R"({"name":"n","value":true})", "type_mismatch /payload/value");
}

TEST_CASE("levels: null counts as absent for optional members") {
  expect(event_text("screenshot",
                    R"({"artifact_id":null,"size_bytes":null,"source_type":null,"metadata":null})"),
         {}, {}, {});
  expect(
      event_text("user_message", R"({"content":"x","metadata":{"speaker":null,"sentiment":null}})"),
      {}, {}, {});
  // Required members may be absent below strict, and so null is allowed too.
  expect_from(level::strict, event_text("user_message", R"({"content":null})"),
              "type_mismatch /payload/content");
  expect_from(level::strict, event_text("goal_check", R"({"passed":null})"),
              "type_mismatch /payload/passed");
}

TEST_CASE("levels: an llm_call is enforced at every level") {
  const auto wrong = [](const std::string& payload, const std::string& finding) {
    expect_from(level::reference, event_text("llm_call", payload), finding);
  };
  wrong("{}", "missing_member /payload/model");
  wrong(R"({"model":null})", "type_mismatch /payload/model");
  wrong(R"({"model":""})", "too_short /payload/model");
  wrong(R"({"model":"m","prompt":null})", "forbidden_member /payload/prompt");
  wrong(R"({"model":"m","messages":[]})", "forbidden_member /payload/messages");
  wrong(R"({"model":"m","prompt_ref":null})", "type_mismatch /payload/prompt_ref");
  wrong(R"({"model":"m","messages_ref":5})", "type_mismatch /payload/messages_ref");
  wrong(R"({"model":"m","input_tokens":1.0})", "type_mismatch /payload/input_tokens");
  wrong(R"({"model":"m","output_tokens":true})", "type_mismatch /payload/output_tokens");
  wrong(R"({"model":"m","latency_ms":null})", "type_mismatch /payload/latency_ms");
  expect(event_text("llm_call", R"({"model":" ","input_tokens":-1})"), {}, {}, {});
  expect_from(level::published, event_text("llm_call", R"({"model":"m","metadata":1})"),
              "type_mismatch /payload/metadata");
}

TEST_CASE("levels: an integer beyond 64 bits in a payload is a warning at every level") {
  const places warning{"warning integer_overflow /payload/input_tokens"};
  expect(event_text("llm_call", R"({"model":"m","input_tokens":99999999999999999999})"), warning,
         warning, warning);
  // Beyond 64 bits and below the minimum: the minimum is reported.
  expect_from(level::published, event_text("screenshot", R"({"size_bytes":-99999999999999999999})"),
              "out_of_range /payload/size_bytes");
}

TEST_CASE("levels: a retrieved document of another form is rejected at strict only") {
  const auto documents = [](std::string_view list) {
    return event_text("retrieval", R"({"query":"q","documents":)" + std::string(list) + "}");
  };
  expect(
      documents(R"(["text",{"id":5}])"), {}, {},
      {"error type_mismatch /payload/documents/0", "error type_mismatch /payload/documents/1/id"});
  expect_from(level::published, documents(R"("text")"), "type_mismatch /payload/documents");
}

TEST_CASE(
    "levels: a duplicate of a schema's member is an error at every level, however it is spelled") {
  expect_from(level::reference, event_text("metric", R"({"name":"a","value":1,"na\u006de":"b"})"),
              "duplicate_member /payload/name");
  expect_from(level::reference, event_text("metric", R"({"name":"a","value":1})", R"(,"seq":7)"),
              "duplicate_member /seq");
  expect(event_text("metric", R"({"name":"a","value":1,"metadata":{"a":1,"a":2}})"), {}, {}, {});
}
