// SPDX-License-Identifier: BSL-1.0

// Tests the wire objects of examples/own_objects: the accepted texts, the rejected texts with the
// place of the error, and the written texts.

#include "../../examples/own_objects/chat_message.hpp"
#include "../../examples/own_objects/observation.hpp"
#include "../../examples/own_objects/otel_genai.hpp"

#include "support/catch.hpp"
#include "support/exact_json.hpp"
#include "support/told.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

using assay::level;
using lines = std::vector<std::string>;

template <class T>
T read(std::string_view text) {
  T value;
  assay::validator<T> v;
  REQUIRE(v.read(text, value));
  return value;
}

template <class T>
std::string written(const T& value) {
  assay::text_buffer out;
  REQUIRE(write(value, out));
  return std::string(out.view());
}

/// Returns whether the text is accepted, and is the same JSON and the same value after reading and
/// writing.
template <class T>
bool survives(std::string_view text, level l = level::published) {
  if (assay_test::told<T>(text, l).back() != "accepted") return false;
  const T value = read<T>(text);
  const std::string out = written(value);
  return assay_test::is_same_json(out, text) && read<T>(out) == value;
}

/// Replaces the only occurrence of a part of a text.
std::string with(std::string_view text, std::string_view old, std::string_view now) {
  std::string out(text);
  const std::size_t at = out.find(old);
  REQUIRE(at != out.npos);
  REQUIRE(out.find(old, at + 1) == out.npos);
  return out.replace(at, old.size(), now);
}

/// Checks that a text is rejected as a T with one violation, for the value that begins at the first
/// occurrence of `place`.
template <class T>
void check_refused(std::string_view text, std::string_view place, std::string_view message,
                   level l = level::published) {
  REQUIRE(text.find(place) != text.npos);
  CHECK(assay_test::told<T>(text, l) ==
        lines{std::to_string(text.find(place)) + ' ' + std::string(message), "rejected"});
}

constexpr std::string_view span =
    R"({"gen_ai.operation.name":"chat","gen_ai.provider.name":"openai","error.type":"timeout",)"
    R"("gen_ai.conversation.id":"conv_1","gen_ai.output.type":"json","gen_ai.request.model":"gpt-4",)"
    R"("gen_ai.request.choice.count":3,"gen_ai.request.seed":-9223372036854775808,)"
    R"("gen_ai.request.max_tokens":100,"gen_ai.request.temperature":0.0,"gen_ai.request.top_p":1.0,)"
    R"("gen_ai.request.stop_sequences":["forest"],"gen_ai.response.id":"chatcmpl-123",)"
    R"("gen_ai.response.model":"gpt-4-0613","gen_ai.response.finish_reasons":["stop","length"],)"
    R"("gen_ai.usage.input_tokens":100,"gen_ai.usage.output_tokens":180,"server.address":"example.com",)"
    R"("server.port":443,"gen_ai.input.messages":[{"role":"user","parts":[]}],)"
    R"("gen_ai.output.messages":"[]"})";

constexpr std::string_view answer =
    R"({"role":"assistant","content":[{"type":"text","text":"I look."},)"
    R"({"type":"tool_use","id":"t1","name":"look","input":{"n":12345678901234567890.50,"n":[]}},)"
    R"({"type":"thinking","thinking":"..."}],"type":"message","id":"msg_1","model":"m",)"
    R"("stop_reason":"tool_use","usage":{"input_tokens":381,"output_tokens":52,)"
    R"("cache_creation_input_tokens":null,"cache_read_input_tokens":7}})";

constexpr std::string_view results =
    R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":)"
    R"([{"type":"text","text":"rain"},{"type":"image","source":)"
    R"({"type":"base64","media_type":"image/png","data":"iVBORw=="}}],"is_error":false},)"
    R"({"type":"image","source":{"type":"url","url":"https://example.com/a.png"}},)"
    R"({"type":"tool_result","tool_use_id":"t2","content":"sun","is_error":true},)"
    R"({"type":"tool_result","tool_use_id":"t3","is_error":false}]})";

constexpr std::string_view generation =
    R"({"id":"o1","traceId":"t1","parentObservationId":"o0","type":"GENERATION","name":"plan",)"
    R"("level":"WARNING","statusMessage":"late","startTime":"2026-06-12T12:00:00Z",)"
    R"("endTime":"2026-06-12T14:00:01.5+02:00","model":"gpt-4",)"
    R"("modelParameters":{"stop":["END"],"stream":true,"style":"short","temperature":0.7},)"
    R"("input":null,"output":[1.50],"usageDetails":{"input":381,"output":52},)"
    R"("costDetails":{"input":0.0038,"output":0},)"
    R"("scores":[{"dataType":"NUMERIC","name":"helpful","value":0.75},)"
    R"({"dataType":"BOOLEAN","name":"safe","comment":"yes","value":1},)"
    R"({"dataType":"CATEGORICAL","name":"tone","stringValue":"polite"}]})";

} // namespace

TEST_CASE("own_objects: a GenAI span is read, and written unchanged") {
  CHECK(survives<otel::genai_span>(span, level::strict));
  const auto s = read<otel::genai_span>(span);
  CHECK(s.operation == "chat");
  CHECK(s.output_type == otel::output_type::json);
  CHECK(s.seed == std::numeric_limits<std::int64_t>::min());
  CHECK(s.temperature == 0.0);
  CHECK(s.finish_reasons == std::vector<std::string>{"stop", "length"});
  CHECK(s.output_tokens == 180u);
  CHECK(s.server_port == 443);
  CHECK(std::get<0>(*s.input_messages).front().text() == R"({"role":"user","parts":[]})");
  CHECK(std::get<std::string>(*s.output_messages) == "[]");
  CHECK_FALSE(s.system.has_value());
}

TEST_CASE(
    "own_objects: a GenAI span needs operation and provider at every level, the model at strict") {
  const std::string_view bare = R"({"gen_ai.operation.name":"chat","gen_ai.provider.name":"acme"})";
  for (const level l : {level::reference, level::published}) {
    CHECK(assay_test::told<otel::genai_span>(bare, l) == lines{"accepted"});
    CHECK(assay_test::told<otel::genai_span>("{}", l) ==
          lines{"0 /gen_ai.operation.name: the member is missing: expected non-empty string "
                "[missing_member]",
                "0 /gen_ai.provider.name: the member is missing: expected non-empty string "
                "[missing_member]",
                "rejected"});
  }
  CHECK(assay_test::told<otel::genai_span>(bare, level::strict) ==
        lines{"0 /gen_ai.request.model: the member is missing: expected non-empty string "
              "[missing_member]",
              "rejected"});
}

TEST_CASE(
    "own_objects: unknown values of a GenAI span's open enumerations are accepted below strict") {
  const std::string ranks = with(span, R"("chat")", R"("rank")");
  CHECK(survives<otel::genai_span>(ranks));
  check_refused<otel::genai_span>(
      ranks, R"("rank")",
      R"(/gen_ai.operation.name: expected "chat", "create_agent", "embeddings", "execute_tool", )"
      R"("generate_content", "invoke_agent" or "text_completion", found a different string of 4 bytes )"
      "[not_one_of]",
      level::strict);

  const std::string video = with(span, R"("json")", R"("video")");
  CHECK(survives<otel::genai_span>(video));
  const std::string_view message =
      R"(expected "text", "json", "image" or "speech", found a different )"
      "string of 5 bytes [not_one_of]";
  const std::string place = std::to_string(video.find(R"("video")")) + " /gen_ai.output.type: ";
  CHECK(assay_test::told<otel::genai_span>(video) ==
        lines{place + "warning: " + std::string(message), "accepted"});
  CHECK(assay_test::told<otel::genai_span>(video, level::strict) ==
        lines{place + std::string(message), "rejected"});
  const auto s = read<otel::genai_span>(video);
  CHECK_FALSE(s.output_type.has_value());
  CHECK(s.additional.find("gen_ai.output.type")->text() == R"("video")");
}

TEST_CASE("own_objects: a GenAI span's numbers and lists are within their types and rules") {
  const auto check = [](std::string_view name, std::string_view old, std::string_view now,
                        std::string_view message) {
    const std::string member = '"' + std::string(name) + "\":";
    const std::string text = with(span, member + std::string(old), member + std::string(now));
    check_refused<otel::genai_span>(text, text.substr(text.find(member) + member.size()),
                                    '/' + std::string(name) + ": " + std::string(message));
  };
  check("gen_ai.usage.output_tokens", "180", "-1",
        "expected integer >= 0, found a number out of range [out_of_range]");
  check("gen_ai.usage.output_tokens", "180", "1.5",
        "expected integer without fraction or exponent, found number [type_mismatch]");
  check("server.port", "443", "65536",
        "expected integer from 1 to 65535, found a number out of range [out_of_range]");
  check("server.port", "443", "0",
        "expected integer from 1 to 65535, found a number out of range [out_of_range]");
  check("gen_ai.request.top_p", "1.0", "1.0000000000000000001",
        "expected number from 0 to 1, found a number out of range [out_of_range]");
  check("gen_ai.request.temperature", "0.0", "-1e-9",
        "expected number >= 0, found a number out of range [out_of_range]");
  check("gen_ai.response.finish_reasons", R"(["stop","length"])", "[]",
        "expected array of at least 1 element, found fewer [too_few_elements]");
}

TEST_CASE("own_objects: a GenAI span causes a warning for an old name, and at strict for an "
          "address without a port") {
  const std::string old = with(span, R"("error.type":"timeout")", R"("gen_ai.system":"openai")");
  CHECK(assay_test::told<otel::genai_span>(old, level::strict) ==
        lines{std::to_string(old.find(R"("openai","gen_ai.conv)")) +
                  " /gen_ai.system: warning: the member is deprecated: send gen_ai.provider.name "
                  "[deprecated_member]",
              "accepted"});
  const std::string no_port = with(span, R"("server.port":443,)", "");
  CHECK(survives<otel::genai_span>(no_port));
  check_refused<otel::genai_span>(
      no_port, R"("example.com")",
      "/server.address: expected server.port beside server.address [members_disagree]",
      level::strict);
}

TEST_CASE("own_objects: a chat's message has a text or parts, and is written unchanged") {
  CHECK(survives<chat::message>(R"({"role":"user","content":"Hello"})", level::strict));
  CHECK(survives<chat::message>(R"({"role":"user","content":[]})", level::strict));
  CHECK(survives<chat::message>(answer, level::strict));
  CHECK(survives<chat::message>(results, level::strict));
  CHECK(assay_test::told<chat::message>(R"({"role":"user","content":{}})") ==
        lines{"25 /content: expected string or array, found object [type_mismatch]", "rejected"});
  CHECK(
      assay_test::told<chat::message>(R"({"role":"user","content":["a"]})") ==
      lines{"26 /content/0: expected object, found string of 1 byte [type_mismatch]", "rejected"});
}

TEST_CASE("own_objects: a chat's parts become C++ values, nested ones too") {
  const auto a = read<chat::message>(answer);
  const auto& said = std::get<std::vector<chat::part>>(a.content);
  REQUIRE(said.size() == 3);
  CHECK(std::get<chat::text_part>(said[0]).text == "I look.");
  CHECK(std::get<chat::tool_use>(said[1]).input.text() ==
        R"({"n":12345678901234567890.50,"n":[]})");
  CHECK(std::get<assay::raw_object>(said[2]).text() == R"({"type":"thinking","thinking":"..."})");
  CHECK(*a.stop_reason == chat::stop_reason::tool_use);
  CHECK(a.usage->cache_creation_input_tokens.is_null());
  CHECK(*a.usage->cache_read_input_tokens == 7u);

  const auto r = read<chat::message>(results);
  const auto& sent = std::get<std::vector<chat::part>>(r.content);
  REQUIRE(sent.size() == 4);
  const auto& inner =
      std::get<std::vector<chat::part>>(*std::get<chat::tool_result>(sent[0]).content);
  CHECK(std::get<chat::text_part>(inner.at(0)).text == "rain");
  const auto& png = std::get<chat::base64_source>(std::get<chat::image_part>(inner.at(1)).source);
  CHECK(png.media_type == chat::media_type::png);
  CHECK(std::get<std::string>(*std::get<chat::tool_result>(sent[2]).content) == "sun");
  CHECK(std::get<chat::tool_result>(sent[2]).is_error);
  CHECK_FALSE(std::get<chat::tool_result>(sent[3]).content.has_value());
}

TEST_CASE("own_objects: a tool's result without a failure flag means that the tool did not fail") {
  const std::string text =
      with(results, R"("tool_use_id":"t3","is_error":false)", R"("tool_use_id":"t3")");
  CHECK(assay_test::told<chat::message>(text, level::strict) == lines{"accepted"});
  CHECK(assay_test::is_same_json(written(read<chat::message>(text)), results));
}

TEST_CASE("own_objects: violations inside a chat's parts have their paths") {
  check_refused<chat::message>(with(results, "iVBORw==", "iVBORw="), R"("iVBORw=")",
                               "/content/0/content/1/source/data: expected base64 "
                               "[invalid_format]");
  check_refused<chat::message>(
      with(results, "image/png", "image/bmp"), R"("image/bmp")",
      R"(/content/0/content/1/source/media_type: expected "image/jpeg", "image/png", "image/gif" )"
      R"(or "image/webp", found a different string of 9 bytes [not_one_of])");
  check_refused<chat::message>(
      with(results, R"("type":"url",)", ""), R"({"url":)",
      R"(/content/1/source/type: the member is missing: expected "base64" or "url" )"
      "[missing_member]");
  check_refused<chat::message>(
      with(results, R"("type":"url",)", R"("type":"file",)"), R"("file")",
      R"(/content/1/source/type: expected "base64" or "url", found string of 4 bytes )"
      "[unknown_type]");
  check_refused<chat::message>(
      with(results, R"("rain")", "7"), "7}",
      "/content/0/content/0/text: expected string, found number [type_mismatch]");
  check_refused<chat::message>(
      with(answer, R"("look")", R"("")"), R"("","input")",
      "/content/1/name: expected string of at least 1 byte and of at most 64 characters, found "
      "string of 0 bytes [too_short]");
  check_refused<chat::message>(
      with(answer, R"("type":"message")", R"("type":"error")"), R"("error")",
      R"(/type: expected "message", found a different string of 5 bytes [not_one_of])");
}

TEST_CASE("own_objects: the assistant uses a chat's tools, and the user sends their results") {
  const std::string_view message = "/content: expected tool_use of the assistant, tool_result of "
                                   "the user [members_disagree]";
  const std::string used = with(answer, R"("role":"assistant")", R"("role":"user")"),
                    answered = with(results, R"("role":"user")", R"("role":"assistant")");
  for (const std::string_view wrong : {used, answered}) {
    CHECK(survives<chat::message>(wrong));
    check_refused<chat::message>(wrong, "[", message, level::strict);
  }
}

TEST_CASE("own_objects: an observation is read, and written unchanged") {
  CHECK(survives<langfuse::observation>(generation, level::strict));
  const auto o = read<langfuse::observation>(generation);
  CHECK(o.type == langfuse::observation_type::generation);
  CHECK(o.level == langfuse::severity::warning);
  CHECK(o.end_time->time() > o.start_time.time());
  CHECK(o.end_time->text() == "2026-06-12T14:00:01.5+02:00");
  CHECK(std::get<assay::number>(o.model_parameters->at("temperature")).text() == "0.7");
  CHECK(std::get<bool>(o.model_parameters->at("stream")));
  CHECK(o.output->text() == "[1.50]");
  CHECK(o.usage_details == langfuse::counts{{"input", 381}, {"output", 52}});
  REQUIRE(o.scores->size() == 3);
  CHECK(std::get<langfuse::numeric_score>(o.scores->at(0)).value == 0.75);
  CHECK(std::get<langfuse::boolean_score>(o.scores->at(1)).comment == "yes");
  CHECK(std::get<langfuse::categorical_score>(o.scores->at(2)).string_value == "polite");
}

TEST_CASE("own_objects: an observation has one of ten types, in capitals") {
  for (const std::string_view kind : {"SPAN", "GENERATION", "EVENT", "AGENT", "TOOL", "CHAIN",
                                      "RETRIEVER", "EVALUATOR", "EMBEDDING", "GUARDRAIL"})
    CHECK(survives<langfuse::observation>(
        R"({"id":"o","type":")" + std::string(kind) +
        R"(","level":"DEFAULT","startTime":"2026-06-12T12:00:00Z"})"));
  check_refused<langfuse::observation>(
      with(generation, "GENERATION", "generation"), R"("generation")",
      R"(/type: expected "SPAN", "GENERATION", "EVENT", "AGENT", "TOOL", "CHAIN", "RETRIEVER", )"
      R"("EVALUATOR", "EMBEDDING" or "GUARDRAIL", found a different string of 10 bytes [not_one_of])");
}

TEST_CASE("own_objects: an observation's missing level means DEFAULT") {
  const std::string text = with(generation, R"("level":"WARNING",)", "");
  CHECK(assay_test::told<langfuse::observation>(text, level::strict) == lines{"accepted"});
  CHECK(read<langfuse::observation>(text).level == langfuse::severity::default_);
}

TEST_CASE("own_objects: an observation's times are in order") {
  const std::string same =
      with(generation, "2026-06-12T14:00:01.5+02:00", "2026-06-12T14:00:00+02:00");
  CHECK(survives<langfuse::observation>(same, level::strict));
  const std::string before = with(generation, "14:00:01.5+02:00", "13:59:59.9+02:00");
  check_refused<langfuse::observation>(
      before, R"("2026-06-12T13)",
      "/endTime: expected an endTime not before the startTime [members_disagree]");
  check_refused<langfuse::observation>(
      with(generation, "2026-06-12T12:00:00Z", "noon"), "noon",
      "/startTime: expected RFC 3339 date-time: digit expected [invalid_format]");
}

TEST_CASE("own_objects: an observation's maps hold numbers of their types") {
  check_refused<langfuse::observation>(
      with(generation, R"("input":381)", R"("input":"381")"), R"("381")",
      "/usageDetails/input: expected integer >= 0, found string of 3 bytes [type_mismatch]");
  const std::string twice = with(generation, R"("input":381,"output")", R"("input":381,"input")");
  check_refused<langfuse::observation>(
      twice, R"("input":52)",
      "/usageDetails/input: duplicate member; first occurrence at byte " +
          std::to_string(twice.find(R"("input":381)")) + " [duplicate_member]");
  check_refused<langfuse::observation>(
      with(generation, "0.0038", "-0.0038"), R"({"input":-0.0038)",
      "/costDetails: expected costs that are not negative, found a different object "
      "[predicate_failed]");
  check_refused<langfuse::observation>(
      with(generation, R"("stream":true)", R"("stream":{})"), "{},",
      "/modelParameters/stream: expected boolean, number, string or array, found object "
      "[type_mismatch]");
}

TEST_CASE("own_objects: an observation's scores are fractions, each with a different name") {
  check_refused<langfuse::observation>(
      with(generation, "0.75", "75"), "75}",
      "/scores/0/value: expected number from 0 to 1, found a number out of range [out_of_range]");
  const std::string repeated = with(generation, R"("name":"tone")", R"("name":"safe")");
  CHECK(survives<langfuse::observation>(repeated));
  check_refused<langfuse::observation>(
      repeated, R"("safe","stringValue")",
      "/scores/2/name: expected one score of each name [members_disagree]", level::strict);
}
