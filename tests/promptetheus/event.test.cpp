// SPDX-License-Identifier: BSL-1.0
#include "assay/promptetheus/event.hpp"

#include "assay/promptetheus.hpp"
#include "support/catch.hpp"
#include "support/instances.hpp"
#include "support/events.hpp"
#include "support/exact_json.hpp"

#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

using namespace assay::promptetheus;
using assay_test::event_text;

namespace {

event read_event(std::string_view text, const assay::options& o = {}) {
  assay::validator<event> v(o);
  event e;
  INFO(text);
  REQUIRE(v.read(text, e));
  return e;
}

std::string written(const event& e) {
  assay::text_buffer out;
  REQUIRE(assay::write(e, out));
  return std::string(out.view());
}

} // namespace

TEST_CASE("event_type: names and enumerators convert in both directions") {
  int i = 0;
  for (const auto& sample : assay_test::sample_payloads) {
    const auto type = event_type_of(sample.type);
    REQUIRE(type.has_value());
    CHECK(static_cast<int>(*type) == i++);
    CHECK(name_of(*type) == sample.type);
  }
  CHECK(i == 16);
  CHECK_FALSE(event_type_of("untyped_payload").has_value());
  CHECK_FALSE(event_type_of("Metric").has_value());
  CHECK_FALSE(event_type_of("").has_value());
}

TEST_CASE("event: every type is read into its struct and written as the same JSON value") {
  for (const auto& [type, payload] : assay_test::sample_payloads) {
    const std::string text =
        event_text(type, payload,
                   R"(,"metadata":{"b":1},"span_id":"span_1","parent_id":null,"t_offset_ms":3)");
    const event e = read_event(text);
    CHECK(e.payload.index() == static_cast<std::size_t>(*event_type_of(type)));
    CHECK(type_of(e.payload) == event_type_of(type));
    CHECK(assay_test::is_same_json(written(e), text));
    CHECK(read_event(written(e)) == e);
  }
}

TEST_CASE("event: members are read with their values") {
  const event e = read_event(
      event_text("user_message", assay_test::sample_payloads[0].payload, R"(,"parent_id":null)"));
  CHECK(e.session_id == "ses_1");
  CHECK(e.timestamp == "2026-06-12T12:34:56.789012Z");
  CHECK(e.seq == 7);
  CHECK(e.idempotency_key == "ses_1:0a1b2c3d:7");
  CHECK(e.parent_id.is_null());
  CHECK_FALSE(e.span_id.has_value());
  CHECK_FALSE(e.metadata.has_value());
  const auto& m = std::get<user_message>(e.payload);
  CHECK(m.content == "Two seats to Oslo");
  REQUIRE(m.metadata.has_value());
  CHECK(m.metadata->speaker == "user");
  CHECK(m.metadata->end_ms == 1800);
  CHECK(m.metadata->interrupted == false);
  CHECK(m.metadata->sentiment->to_double() == 0.25);

  CHECK(std::get<agent_message>(
            read_event(event_text("agent_message", assay_test::sample_payloads[1].payload)).payload)
            .content == "Booked \xC3\xA9\n\xF0\x9F\x98\x80");
  const auto replay = std::get<replay_artifact>(
      read_event(event_text("replay_artifact", assay_test::sample_payloads[8].payload)).payload);
  CHECK(replay.event_time_map == assay::dictionary<std::int64_t>{{"e1", 0}, {"e2", -5}});
  CHECK(std::get<bool>(
      std::get<score>(
          read_event(event_text("score", assay_test::sample_payloads[13].payload)).payload)
          .value));
}

TEST_CASE("event: the type may be after the payload, first, or spelled with escapes") {
  for (const auto& [type, payload] : assay_test::sample_payloads) {
    const std::string rest = R"("session_id":"s","timestamp":"t","seq":0,"idempotency_key":"k")";
    const std::string late = R"({"payload":)" + std::string(payload) + "," + rest + R"(,"type":")" +
                             std::string(type) + "\"}";
    const std::string first = R"({"type":")" + std::string(type) + "\"," + rest + R"(,"payload":)" +
                              std::string(payload) + "}";
    CHECK(read_event(late) == read_event(first));
    CHECK(assay_test::is_same_json(written(read_event(late)), late));
  }
  CHECK(
      type_of(
          read_event(
              R"({"t\u0079pe":"m\u0065tric","session_id":"s","timestamp":"t","seq":0,"idempotency_key":"k","payload":{}})")
              .payload) == event_type::metric);
}

TEST_CASE("event: null, absent and a value are distinguished and preserved") {
  const event null =
      read_event(event_text("tool_result", R"({"call_id":"c","result":null,"error":null})"));
  CHECK(std::get<tool_result>(null.payload).result.is_null());
  const event absent = read_event(event_text("tool_result", R"({"call_id":"c"})"));
  CHECK(std::get<tool_result>(absent.payload).result.is_absent());
  CHECK(written(null).find(R"("result":null,"error":null)") != std::string::npos);
  CHECK(written(absent).find("null") == std::string::npos);

  // A null that does not fit its struct is kept as an additional member.
  const event e = read_event(event_text("screenshot", R"({"size_bytes":null})"));
  const auto& shot = std::get<screenshot>(e.payload);
  CHECK_FALSE(shot.size_bytes.has_value());
  REQUIRE(shot.additional.find("size_bytes") != nullptr);
  CHECK(shot.additional.find("size_bytes")->text() == "null");
  CHECK(written(e).find(R"("payload":{"size_bytes":null})") != std::string::npos);
}

TEST_CASE("event: a payload that does not fit its struct is kept as an untyped payload") {
  const std::string text =
      event_text("tool_call", R"({ "arguments":{"n":12345678901234567890123}, "arguments2":1 })");
  const event e = read_event(text);
  const auto& untyped = std::get<assay::untyped_payload>(e.payload);
  CHECK(untyped.type == "tool_call");
  CHECK(untyped.content.text() ==
        R"({ "arguments":{"n":12345678901234567890123}, "arguments2":1 })");
  CHECK(type_of(e.payload) == event_type::tool_call);
  CHECK(assay_test::is_same_json(written(e), text));
}

TEST_CASE(
    "event: an envelope member that does not fit at reference is kept as an additional member") {
  const std::string text =
      event_text("metric", R"({"name":"m","value":1})", R"(,"metadata":[1,2])");
  const event e = read_event(text, {.level = assay::level::reference});
  CHECK_FALSE(e.metadata.has_value());
  REQUIRE(e.additional.find("metadata") != nullptr);
  CHECK(e.additional.find("metadata")->text() == "[1,2]");
  CHECK(std::holds_alternative<metric>(e.payload));
  CHECK(assay_test::is_same_json(written(e), text));
}

TEST_CASE("event: unknown types are kept by option, wherever the type is") {
  assay::options o;
  o.keep_unknown_types = true;
  for (
      const std::string& text :
      {event_text("n\\u0065w", R"({"x":[1]})"),
       std::string(
           R"({"payload":{"x":[1]},"session_id":"s","timestamp":"t","seq":0,"idempotency_key":"k","type":"new"})")}) {
    const event e = read_event(text, o);
    CHECK(std::get<assay::untyped_payload>(e.payload).type == "new");
    CHECK(std::get<assay::untyped_payload>(e.payload).content.text() == R"({"x":[1]})");
    CHECK_FALSE(type_of(e.payload).has_value());
    CHECK(assay_test::is_same_json(written(e), text));
    CHECK_FALSE(assay::check<event>(text));
  }
}

TEST_CASE("event: a reused object keeps nothing of the previous event") {
  assay::validator<event> v({.level = assay::level::reference});
  event reused;
  std::vector<std::string> texts;
  for (const auto& [type, payload] : assay_test::sample_payloads) {
    texts.push_back(event_text(type, payload,
                               R"(,"metadata":{"b":1},"span_id":"s","parent_id":"p","x":1,"y":2)"));
    texts.push_back(event_text(type, type == "llm_call" ? R"({"model":"m"})" : "{}"));
    texts.push_back(event_text(type, payload, R"(,"metadata":null,"parent_id":null)"));
  }
  texts.push_back(
      event_text("retrieval", R"({"query":"q","documents":["raw",{"id":5},{"id":"d","more":1}]})"));
  texts.push_back(
      event_text("retrieval", R"({"query":"q","documents":[{"id":"d"},"raw","raw 2"]})"));
  texts.push_back(event_text("tool_call", R"({"tool_name":5,"arguments":{}})"));
  for (std::size_t i = 0; i < texts.size(); ++i)
    for (std::size_t j = 0; j < texts.size(); ++j) {
      REQUIRE(v.read(texts[i], reused));
      REQUIRE(v.read(texts[j], reused));
      INFO(texts[i] << "\n" << texts[j]);
      REQUIRE(reused == read_event(texts[j], {.level = assay::level::reference}));
    }
}

TEST_CASE("event: lone surrogates are replaced by option, in strings, names and free-form parts") {
  assay::options o;
  o.lone_surrogates = assay::surrogate_policy::replace;
  const event e = read_event(
      event_text("tool_call",
                 R"({"tool_name":"a\ud800b","arguments":{"\udc00":"\ud83d\ude00\ud83d"}})",
                 R"(,"\udfff":"\\ud800")"),
      o);
  const auto& call = std::get<tool_call>(e.payload);
  CHECK(call.tool_name == "a\xEF\xBF\xBD"
                          "b");
  CHECK(call.arguments.text() == R"({"\ufffd":"\ud83d\ude00\ufffd"})");
  REQUIRE(e.additional.list.size() == 1);
  CHECK(e.additional.list[0].first == "\xEF\xBF\xBD");
  CHECK(e.additional.list[0].second.text() == R"("\\ud800")");
  CHECK(assay::check<event>(written(e)));
}

TEST_CASE("event: an event read from several lines is written on one") {
  const std::string text =
      event_text("tool_call", "{\"tool_name\":\"a\",\"arguments\":{\n\"a\" :\r\n[1,\n\"\\n\"]}}",
                 ",\"x\":[\n]");
  const event e = read_event(text);
  CHECK(written(e).find_first_of("\r\n") == std::string::npos);
  CHECK(assay_test::is_same_json(written(e), text));
  CHECK(std::get<tool_call>(e.payload).arguments.text() == R"({ "a" :  [1, "\n"]})");
}

TEST_CASE("event: values are built in C++ and written in the described order") {
  const event e{.session_id = "s",
                .timestamp = "2026-01-01T00:00:00Z",
                .seq = 3,
                .idempotency_key = "s:n:3",
                .payload = tool_call{.tool_name = "search",
                                     .arguments = {{"q", "flights"},
                                                   {"limit", 3},
                                                   {"deep", assay::raw_object{{"x", nullptr}}}}},
                .parent_id = nullptr};
  CHECK(
      written(e) ==
      R"({"type":"tool_call","session_id":"s","timestamp":"2026-01-01T00:00:00Z","seq":3,"idempotency_key":"s:n:3",)"
      R"("payload":{"tool_name":"search","arguments":{"q":"flights","limit":3,"deep":{"x":null}}},"parent_id":null})");
  CHECK(assay::check<event>(written(e), {.level = assay::level::strict}));
}

TEST_CASE("event: at strict, a span is not its own parent") {
  const auto verdict = [](std::string_view more, assay::level l) {
    assay::validator<event> v({.level = l});
    v.check(std::string_view(event_text("user_message", R"({"content":"hi"})", more)));
    std::string out;
    for (const assay::violation& x : v.report().violations()) out += to_string(x);
    return out;
  };
  using assay::level;
  CHECK(verdict(R"(,"span_id":"a","parent_id":"a")", level::strict)
            .find("/parent_id: expected another span than the event's own") == 0);
  CHECK(verdict(R"(,"parent_id":"\u0061","span_id":"a")", level::strict).find("/parent_id: ") == 0);
  CHECK(verdict(R"(,"span_id":"a","parent_id":"b")", level::strict) == "");
  CHECK(verdict(R"(,"span_id":"a","parent_id":null)", level::strict) == "");
  CHECK(verdict(R"(,"parent_id":"")", level::strict) == "");
  CHECK(verdict(R"(,"span_id":"a","parent_id":"a")", level::published) == "");
}

TEST_CASE("event: a replaced U+0000 is replaced before comparisons, in documents and in lines") {
  assay::options o;
  o.level = assay::level::strict;
  o.null_characters = assay::null_character_policy::replace;
  const auto found = [&](const std::string& text) {
    assay::validator<event> v(o);
    event e;
    const bool accepted = v.read(text, e);
    std::string out = accepted ? "accepted" : "rejected";
    for (const assay::violation& x : v.report().violations()) out.append(" ").append(x.path);
    const std::string stream = text + "\n\n" + text + "\r\n" + text;
    assay::line_reader<event> lines(stream, o);
    for (const std::size_t line : {1u, 3u, 4u}) {
      REQUIRE(lines.next());
      CHECK(lines.accepted() == accepted);
      CHECK(lines.line() == line);
      CHECK(lines.text().substr(0, text.size()) == text);
      CHECK(lines.text().data() >= stream.data());
      CHECK(header_of(lines).session_id.text().data() ==
            lines.text().data() + text.find("\"s\\u0000\""));
    }
    CHECK_FALSE(lines.next());
    if (accepted) { // the written event is accepted too
      assay::text_buffer written;
      REQUIRE(assay::write(e, written));
      CHECK(v.check(written.view()));
      CHECK(e.session_id == "s\xEF\xBF\xBD");
    }
    return out;
  };
  const std::string start =
      R"({"type":"metric","session_id":"s\u0000","timestamp":"2026-06-12T12:34:56Z","seq":3,"idempotency_key":"s)";
  const std::string end =
      R"(:n:3","payload":{"name":"n\u0000","value":1},"metadata":{"\u0000":["\\u0000","\u0000"]},"span_id":"a\u0000")";
  CHECK(found(start + R"(\u0000)" + end + "}") == "accepted");
  CHECK(found(start + R"(\ufffd)" + end + "}") == "accepted");
  CHECK(found(start + R"(\u0001)" + end + "}") == "rejected /idempotency_key");
  CHECK(found(start + R"(\ufffd)" + end + R"(,"parent_id":"a\ufffd"})") == "rejected /parent_id");
}

TEST_CASE("event: a number beyond the range of double does not make a payload untyped") {
  assay::validator<event> v({.level = assay::level::strict});
  event e;
  REQUIRE(v.read(std::string_view(event_text("metric", R"({"name":"n","value":1e400})")), e));
  REQUIRE(std::holds_alternative<assay::promptetheus::metric>(e.payload));
  REQUIRE(v.read(std::string_view(event_text("user_message", R"({"content":"\u0000"})")), e));
  CHECK(std::holds_alternative<assay::promptetheus::user_message>(e.payload));
}

TEST_CASE("event: a payload without a type obeys the same limit of depth") {
  assay::options o;
  o.level = assay::level::strict;
  o.limits.max_depth = 4;
  const auto codes = [&](const std::string& text) {
    assay::validator<event> v(o);
    v.check(text);
    std::string out;
    for (const assay::violation& x : v.report().violations())
      out.append(name_of(x.code)).append(" ");
    return out;
  };
  CHECK(codes(R"({"payload":{"a":[[1]]}})").find("depth_exceeded") == std::string::npos);
  CHECK(codes(R"({"payload":{"a":[[[1]]]}})").find("depth_exceeded") != std::string::npos);
}

TEST_CASE("event: at strict, keys are compared by meaning, however key, session id and number are "
          "spelled") {
  // Made of short pieces, each in its JSON spelling and with its meaning.
  struct piece {
    std::string_view written, means;
  };
  constexpr piece pieces[] = {{"a", "a"},
                              {":", ":"},
                              {"\\u003a", ":"},
                              {"\\u0061", "a"},
                              {"1", "1"},
                              {"\\\\", "\\"},
                              {"\\/", "/"},
                              {"01JZX", "01JZX"},
                              {"9f8e7d6c5b4a", "9f8e7d6c5b4a"},
                              {"\\ud83d\\ude00", "\xF0\x9F\x98\x80"},
                              {"\xC3\xA9", "\xC3\xA9"}};
  constexpr std::string_view numbers[] = {"0", "7", "42", "-0", "00", "18446744073709551615"};
  std::mt19937 random(16);
  const auto put = [&](std::string& written, std::string& means, unsigned most) {
    for (auto n = random() % most; n != 0; --n) {
      const piece& p = pieces[random() % std::size(pieces)];
      written += p.written;
      means += p.means;
    }
  };
  assay::validator<event> at_strict({.level = assay::level::strict});
  std::size_t agreeing = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string id = "s", id_means = "s";
    put(id, id_means, 5);
    std::string key = id, key_means = id_means;
    if (random() % 8 == 0) {
      const std::size_t at = random() % 2; // before or after the "s"
      key.insert(at, "x");
      key_means.insert(at, "x");
    } else if (random() % 8 == 0) {
      key.replace(0, 1, "\\u0073");
    }
    key += ":";
    key_means += ":";
    put(key, key_means, 4);
    const std::string_view number = numbers[random() % std::size(numbers)];
    const std::string_view other = random() % 4 == 0 ? numbers[random() % 6] : number;
    key.append(":").append(other);
    key_means.append(":").append(other);
    if (number == "00") continue; // invalid JSON
    const std::uint64_t seq = number == "-0" ? 0 : std::strtoull(number.data(), nullptr, 10);
    const auto parts = assay::parse_idempotency_key(key_means);
    const bool expected = parts && parts->session_id == id_means && parts->seq == seq;
    const std::string text = R"({"session_id":")" + id +
                             R"(","timestamp":"2026-06-12T12:34:56Z",)" + R"("seq":)" +
                             std::string(number) + R"(,"idempotency_key":")" + key +
                             R"(","type":"metric","payload":{"name":"n","value":1}})";
    INFO(text);
    REQUIRE(at_strict.check(text) == expected);
    agreeing += expected;
  }
  CHECK(agreeing > 3'000);
}
