// SPDX-License-Identifier: BSL-1.0
#include "assay/honeyhive/event.hpp"

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
lines honeyhive_errors(std::string_view text, level l = level::published) {
  return assay_test::errors_of<T>(text, l);
}

std::string timed(std::string_view times) {
  return R"({"event_type":"tool","event_name":"n","inputs":{},)" + std::string(times) + "}";
}

} // namespace

TEST_CASE("honeyhive event: each dialect requires its own members") {
  const std::string_view nothing = "{}";
  CHECK(honeyhive_errors<event<dialect::v0>>(nothing) ==
        lines{"missing_member /project", "missing_member /source", "missing_member /event_name",
              "missing_member /event_type", "missing_member /config", "missing_member /inputs",
              "missing_member /duration"});
  CHECK(honeyhive_errors<batched_event<dialect::v0>>(nothing) ==
        honeyhive_errors<event<dialect::v0>>(nothing));
  CHECK(honeyhive_errors<batched_event<dialect::public_api>>(nothing) ==
        lines{"missing_member /project"});
  CHECK(honeyhive_errors<event<dialect::public_api>>(nothing) ==
        lines{"missing_member /event_type", "missing_member /inputs"});
  CHECK(honeyhive_errors<event<dialect::legacy>>(nothing) ==
        lines{"missing_member /event_type", "missing_member /inputs"});
  CHECK(honeyhive_errors<batched_event<dialect::legacy>>(nothing) == lines{});
  CHECK(honeyhive_errors<event<dialect::v1>>(nothing) ==
        lines{"missing_member /event_type", "missing_member /inputs"});
  CHECK(honeyhive_errors<batched_event<dialect::v1>>(nothing) ==
        honeyhive_errors<event<dialect::v1>>(nothing));
  CHECK(honeyhive_errors<model_event<dialect::v0>>(nothing) ==
        lines{"missing_member /project", "missing_member /duration", "missing_member /model",
              "missing_member /messages", "missing_member /response", "missing_member /provider",
              "missing_member /usage"});
  CHECK(honeyhive_errors<model_event<dialect::public_api>>(nothing) ==
        lines{"missing_member /project"});
  CHECK(honeyhive_errors<model_event<dialect::legacy>>(nothing) == lines{});
}

TEST_CASE("honeyhive event: strict requires a type and a name of every event") {
  const lines kind{"missing_member /event_name", "missing_member /event_type",
                   "missing_member /inputs"};
  CHECK(honeyhive_errors<batched_event<dialect::legacy>>("{}", level::strict) == kind);
  CHECK(honeyhive_errors<event<dialect::v1>>("{}", level::strict) == kind);
  CHECK(honeyhive_errors<model_event<dialect::legacy>>("{}", level::strict) == lines{});
}

TEST_CASE("honeyhive event: a member of another dialect is unknown") {
  const auto with = [](std::string_view member) {
    return R"({"event_type":"tool","inputs":{},)" + std::string(member) + "}";
  };
  CHECK(honeyhive_errors<event<dialect::v1>>(with(R"("project":"p")")) ==
        lines{"unknown_member /project"});
  CHECK(honeyhive_errors<event<dialect::v1>>(with(R"("project_id":"p")")) == lines{});
  CHECK(honeyhive_errors<event<dialect::v1>>(with(R"("zzz":null)")) ==
        lines{"unknown_member /zzz"});
  CHECK(honeyhive_errors<event<dialect::v1>>(with(R"("project":"p")"), level::reference) ==
        lines{});
  CHECK(honeyhive_errors<event<dialect::legacy>>(with(R"("project":5)")) ==
        lines{"type_mismatch /project"});
  CHECK(honeyhive_errors<event<dialect::legacy>>(with(R"("messages":5)")) == lines{});
  CHECK(honeyhive_errors<model_event<dialect::legacy>>(
            R"({"messages":5,"cost":"much","template":0,"usage":[]})") ==
        lines{"type_mismatch /messages", "type_mismatch /usage"});
  CHECK(honeyhive_errors<model_event<dialect::public_api>>(
            R"({"project":"p","messages":5,"usage":[]})") == lines{});
}

TEST_CASE("honeyhive event: the dialects differ in event types, null and integers") {
  const auto legacy = [](std::string_view type) {
    return R"({"inputs":{},"event_type":")" + std::string(type) + "\"}";
  };
  for (const char* type : {"model", "tool", "chain", "session"})
    CHECK(honeyhive_errors<event<dialect::v1>>(legacy(type)) == lines{});
  CHECK(honeyhive_errors<event<dialect::v1>>(legacy("Model")) == lines{"not_one_of /event_type"});

  const auto v0 = [](std::string_view more, std::string_view type = "tool") {
    return R"({"project":"","source":"","event_name":"","config":{},"inputs":{},"duration":0,"event_type":")" +
           std::string(type) + "\"" + std::string(more) + "}";
  };
  CHECK(honeyhive_errors<event<dialect::v0>>(v0("")) == lines{});
  CHECK(honeyhive_errors<event<dialect::v0>>(v0("", "session")) == lines{"not_one_of /event_type"});
  CHECK(honeyhive_errors<event<dialect::v0>>(v0(R"(,"end_time":1781254800000.0)")) == lines{});
  CHECK(honeyhive_errors<event<dialect::v0>>(v0(R"(,"end_time":1.5)")) ==
        lines{"type_mismatch /end_time"});
  CHECK(honeyhive_errors<event<dialect::v0>>(v0(R"(,"start_time":1.5)")) == lines{});
  CHECK(honeyhive_errors<event<dialect::v0>>(v0(R"(,"error":null)")) ==
        lines{"type_mismatch /error"});
  CHECK(honeyhive_errors<event<dialect::v1>>(timed(R"("error":null,"end_time":1.5)")) == lines{});
  CHECK(honeyhive_errors<event<dialect::v1>>(timed(R"("outputs":null)")) ==
        lines{"type_mismatch /outputs"});
}

TEST_CASE("honeyhive event: strict compares the times") {
  const auto strict = [](std::string_view times) {
    return honeyhive_errors<event<dialect::v1>>(timed(times), level::strict);
  };
  CHECK(strict(R"("start_time":5,"end_time":5)") == lines{});
  CHECK(strict(R"("start_time":5,"end_time":4)") == lines{"members_disagree /end_time"});
  CHECK(strict(R"("start_time":5,"end_time":4,"duration":9)") ==
        lines{"members_disagree /end_time"}); // reported once
  CHECK(strict(R"("start_time":1781295220315.0,"end_time":1781295221025.0,"duration":710.917)") ==
        lines{});
  CHECK(strict(R"("start_time":10,"end_time":20,"duration":11)") == lines{});
  CHECK(strict(R"("start_time":10,"end_time":20,"duration":9)") == lines{});
  CHECK(strict(R"("start_time":10,"end_time":20,"duration":11.01)") ==
        lines{"members_disagree /duration"});
  CHECK(strict(R"("start_time":10,"end_time":20,"duration":8.9)") ==
        lines{"members_disagree /duration"});
  CHECK(strict(R"("start_time":10,"duration":8)") == lines{});
  CHECK(strict(R"("start_time":1e400,"end_time":1e400,"duration":0)") ==
        lines{"members_disagree /duration"}); // the difference is unknown
  CHECK(strict(R"("start_time":"10","end_time":9)") == lines{"type_mismatch /start_time"});
  CHECK(honeyhive_errors<event<dialect::v1>>(timed(R"("start_time":5,"end_time":4)")) == lines{});
}
