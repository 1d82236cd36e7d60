// SPDX-License-Identifier: BSL-1.0
#include "assay/honeyhive/requests.hpp"

#include "support/catch.hpp"
#include "support/findings.hpp"

#include "assay/json/validator.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace {

using assay::level;
using namespace assay::honeyhive;
using lines = std::vector<std::string>;

template <class T>
lines honeyhive_found(std::string_view text, level l = level::published) {
  return assay_test::lines_of<T>(text, l);
}

constexpr dialect pub = dialect::public_api;

} // namespace

TEST_CASE(
    "honeyhive requests: the object in a wrapper is checked, and required as the dialect says") {
  const lines missing{"/event: the member is missing: expected object [missing_member]"};
  CHECK(honeyhive_found<event_request<dialect::v0>>("{}") == lines{});
  CHECK(honeyhive_found<event_request<dialect::v0>>("{}", level::strict) == missing);
  CHECK(honeyhive_found<event_request<dialect::legacy>>("{}") == missing);
  CHECK(honeyhive_found<session_request<dialect::legacy>>(R"({"session":{}})") == lines{});
  CHECK(honeyhive_found<session_request<dialect::v0>>(R"({"session":null})") ==
        lines{"/session: expected object, found null [type_mismatch]"});
  CHECK(honeyhive_found<session_request<dialect::v0>>(
            R"({"session":{"project":"p","session_name":7,"source":"s"}})") ==
        lines{"/session/session_name: expected string, found number [type_mismatch]"});
  CHECK(honeyhive_found<event_request<pub>>(R"({"event":{}})") ==
        lines{"/event: expected string, found object [type_mismatch]"});
  CHECK(honeyhive_found<model_event_request<pub>>(R"({"model_event":{"project":"p"}})") == lines{});
}

TEST_CASE("honeyhive requests: a string that contains JSON is checked at strict") {
  const auto of = [](std::string_view encoded) {
    return R"({"event":)" + std::string(encoded) + "}";
  };
  const lines wrong{
      "/event: expected the JSON of an event that is valid at strict [invalid_format]"};
  CHECK(honeyhive_found<event_request<pub>>(of(R"("{}")")) == lines{});
  CHECK(honeyhive_found<event_request<pub>>(of(R"("{}")"), level::strict) == wrong);
  for (
      const char* encoded :
      {R"("")", R"("null")", R"("[]")",
       R"("{\"event_type\":\"chain\",\"event_name\":\"n\",\"inputs\":{}} x")",
       R"("{\"event_type\":\"chains\",\"event_name\":\"n\",\"inputs\":{}}")",
       R"("{\"event_type\":\"tool\",\"event_name\":\"n\",\"inputs\":{},\"start_time\":2,\"end_time\":1}")"}) {
    CAPTURE(encoded);
    CHECK(honeyhive_found<event_request<pub>>(of(encoded)) == lines{});
    CHECK(honeyhive_found<event_request<pub>>(of(encoded), level::strict).size() == 1);
  }
  CHECK(
      honeyhive_found<event_request<pub>>(
          of(R"("{\"event_type\":\"chain\",\"event_name\":\"n\",\"inputs\":{\"q\":\"\\u00e9\\n\"}}")"),
          level::strict) == lines{});
  CHECK(honeyhive_found<event_request<pub>>(of("7"), level::strict) ==
        lines{"/event: expected string, found number [type_mismatch]"});
  CHECK(honeyhive_found<session_request<pub>>(R"({"session":"{\"session_name\":\"s\"}"})",
                                              level::strict) == lines{});
  CHECK(
      honeyhive_found<session_request<pub>>(R"({"session":"{\"session_name\":1}"})", level::strict)
          .size() == 1);
}

TEST_CASE("honeyhive requests: strings that contain JSON are decoded and encoded") {
  event<pub> e;
  e.event_type = "tool";
  e.inputs = assay::raw_object{{"q", "\"\n"}};
  event_request<pub> request;
  request.event = encode(e).value();
  assay::text_buffer body;
  REQUIRE(write(request, body));
  CHECK(body.view() == R"({"event":"{\"event_type\":\"tool\",\"inputs\":{\"q\":\"\\\"\\n\"}}"})");

  event_request<pub> read;
  REQUIRE(assay::validator<event_request<pub>>().read(body.view(), read));
  CHECK(decode<event<pub>>(*read.event).value() == e);
  CHECK(decode<event<pub>>("{}").error() == assay::make_error_code(assay::code::missing_member));
  CHECK(decode<session<pub>>(R"({"session_id":"7"})").value().session_id == "7");
  e.source = "\xff";
  CHECK(encode(e).error() == assay::make_error_code(assay::code::invalid_value));
}

TEST_CASE("honeyhive requests: updates are checked by the rules of their dialect") {
  CHECK(honeyhive_found<event_update<dialect::v0>>(
            R"({"event_id":"e","outputs":{},"end_time":"any"})") == lines{});
  CHECK(honeyhive_found<event_update<pub>>("{}") ==
        lines{"/event_id: the member is missing: expected string [missing_member]"});
  CHECK(honeyhive_found<event_update<pub>>(R"({"event_id":"e","outputs":null})") ==
        lines{"/outputs: expected object, found null [type_mismatch]"});
  CHECK(honeyhive_found<event_update<dialect::legacy>>(
            R"({"event_id":"e","outputs":null,"end_time":1.5})") == lines{});
  CHECK(honeyhive_found<event_update<dialect::v1>>(R"({"event_id":7,"children_ids":["a",1]})") ==
        lines{"/children_ids/1: expected string, found number [type_mismatch]"});
}
