// SPDX-License-Identifier: BSL-1.0
#include "assay/honeyhive/responses.hpp"

#include "support/catch.hpp"
#include "support/exact_json.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <string>
#include <string_view>

using namespace assay::honeyhive;
using assay::check;
using assay::level;

namespace {

template <class T>
bool survives_as(std::string_view text) {
  T value;
  if (!assay::validator<T>().read(text, value)) return false;
  assay::text_buffer out;
  return write(value, out) && assay_test::is_same_json(out.view(), text);
}

} // namespace

TEST_CASE(
    "honeyhive responses: the response to a batch has ids and success, as the dialect requires") {
  const std::string_view whole =
      R"({"event_ids":["a","b"],"session_id":"s","success":true,"more":null})";
  CHECK(survives_as<batch_response<dialect::v0>>(whole));
  CHECK(survives_as<batch_response<dialect::public_api>>(whole));
  CHECK(check<batch_response<dialect::v0>>("{}"));
  CHECK_FALSE(check<batch_response<dialect::v0>>("{}", {.level = level::strict}));
  CHECK_FALSE(check<batch_response<dialect::v1>>(R"({"event_ids":[]})"));
  CHECK_FALSE(check<batch_response<dialect::v1>>(R"({"event_ids":[null],"success":true})"));
  CHECK_FALSE(
      check<batch_response<dialect::v1>>(R"({"event_ids":[],"success":true,"session_id":null})"));
}

TEST_CASE("honeyhive responses: the response to a batch with rejected events has ids and errors") {
  CHECK(survives_as<partial_failure>(
      R"({"event_ids":["a"],"errors":["event 1: no inputs"],"success":true})"));
  CHECK(check<partial_failure>("{}"));
  CHECK_FALSE(check<partial_failure>("{}", {.level = level::strict}));
  CHECK_FALSE(check<partial_failure>(R"({"errors":[1]})"));
}

TEST_CASE("honeyhive responses: the response to the start of a session has ids, which may be null "
          "in some dialects") {
  CHECK(survives_as<session_response<dialect::v0>>(R"({"session_id":"s","event_id":7})"));
  CHECK_FALSE(check<session_response<dialect::v0>>(R"({"session_id":null})"));
  const std::string_view least = R"({"org_id":"o","workspace_id":"w","project_id":"p"})";
  CHECK(survives_as<session_response<dialect::public_api>>(least));
  CHECK_FALSE(check<session_response<dialect::v1>>(least));
  const std::string_view nulls =
      R"({"org_id":"o","workspace_id":"w","project_id":"p","event_id":null,"session_id":null,"error":null,"duration":null,"config":null,"inputs":[1.50]})";
  CHECK(survives_as<session_response<dialect::public_api>>(nulls));
  CHECK_FALSE(check<session_response<dialect::legacy>>(nulls));
  CHECK_FALSE(check<session_response<dialect::public_api>>(
      R"({"org_id":"o","workspace_id":"w","project_id":"p","duration":"1"})"));
  CHECK_FALSE(check<session_response<dialect::public_api>>(
      R"({"org_id":"o","workspace_id":null,"project_id":"p"})"));
}

TEST_CASE(
    "honeyhive responses: responses to one event and to the events of a session state success") {
  CHECK(check<event_response<dialect::v0>>("{}"));
  CHECK(check<event_response<dialect::public_api>>(R"({"success":true})"));
  CHECK_FALSE(check<event_response<dialect::v1>>(R"({"success":true})"));
  CHECK(survives_as<event_response<dialect::v1>>(R"({"success":true,"event_id":"e"})"));
  CHECK(survives_as<session_events_response>(R"({"success":false})"));
  CHECK_FALSE(check<session_events_response>("{}"));
}
