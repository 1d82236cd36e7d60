// SPDX-License-Identifier: BSL-1.0
#include "assay/honeyhive/single_session.hpp"

#include "support/catch.hpp"

#include "assay/json/validator.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace assay::honeyhive;
using ids = std::vector<std::string>;

template <class Batch>
Batch batch_of(std::string_view text) {
  Batch b;
  REQUIRE(assay::validator<Batch>({.level = assay::level::reference}).read(text, b));
  return b;
}

template <class Batch>
ids session_ids(const Batch& b) {
  ids out;
  for (const auto& e : *b.events) out.push_back(e.session_id.value_or("none"));
  return out;
}

} // namespace

TEST_CASE("honeyhive single session: without the flag each event stays unchanged") {
  for (const char* flag : {"", R"("single_session":false,)"}) {
    auto b = batch_of<event_batch<dialect::v1>>("{" + std::string(flag) +
                                                R"("events":[{"session_id":"a"},{}]})");
    CHECK_FALSE(shares_session(b));
    CHECK(assign_single_session(b, "new") == std::nullopt);
    CHECK(session_ids(b) == ids{"a", "none"});
  }
}

TEST_CASE("honeyhive single session: the id is that of the session's properties, of the first "
          "event with a session, or the caller's") {
  const auto assigned = [](std::string_view text, std::string_view otherwise = {}) {
    auto b = batch_of<event_batch<dialect::v0>>(text);
    const auto id = assign_single_session(b, otherwise);
    for (const std::string& s : session_ids(b)) CHECK(s == id.value_or("none"));
    auto again = b;
    if (id && !b.events->empty()) {
      CHECK(assign_single_session(again, "another") == id);
      CHECK(again == b);
    }
    return id.value_or("none");
  };
  CHECK(
      assigned(
          R"({"events":[{"session_id":"a"},{}],"is_single_session":true,"session_properties":{"session_id":"s"}})",
          "new") == "s");
  CHECK(
      assigned(
          R"({"events":[{},{"session_id":""},{"session_id":"b"},{"session_id":"c"}],"is_single_session":true,)"
          R"("session_properties":{"session_id":""}})",
          "new") == "b");
  CHECK(assigned(R"({"events":[{},{}],"is_single_session":true})", "new") == "new");
  CHECK(assigned(R"({"events":[{},{}],"is_single_session":true})") == "none");
  CHECK(assigned(R"({"events":[],"is_single_session":true})", "new") == "new");
}

TEST_CASE("honeyhive single session: either name of the flag and of the session, and an additional "
          "session id") {
  auto newer = batch_of<event_batch<dialect::legacy>>(
      R"({"events":[{}],"single_session":true,"session_properties":{"session_id":"\u0073"}})");
  CHECK(assign_single_session(newer, "new") == "s");
  auto older = batch_of<event_batch<dialect::legacy>>(
      R"({"events":[{}],"is_single_session":true,"session":{"session_id":"s"}})");
  CHECK(assign_single_session(older, "new") == "s");
  auto both = batch_of<event_batch<dialect::legacy>>(
      R"({"events":[{}],"single_session":true,"session":{"session_id":"old"},"session_properties":{"session_id":"s"}})");
  CHECK(assign_single_session(both, "new") == "s");
  auto no_text = batch_of<event_batch<dialect::v1>>(
      R"({"events":[{}],"single_session":true,"session_properties":{"session_id":7}})");
  CHECK(assign_single_session(no_text, "new") == "new");
  auto models = batch_of<model_event_batch<dialect::public_api>>(
      R"({"model_events":[{},{}],"is_single_session":true})");
  CHECK(assign_single_session(models, "new") == "new");
  CHECK(models.model_events->at(1).session_id == "new");
}

TEST_CASE("honeyhive single session: a batch without events gets the caller's id") {
  event_batch<dialect::v1> b;
  b.single_session = true;
  CHECK(assign_single_session(b, "new") == "new");
  CHECK_FALSE(b.events.has_value());
}

TEST_CASE(
    "honeyhive batch: strict compares the two names of the flag, and the other rules of a batch") {
  const auto errors = [](std::string_view text) {
    assay::validator<event_batch<dialect::legacy>> v({.level = assay::level::strict});
    v.check(text);
    ids out;
    for (const auto& x : v.report().violations())
      if (x.severity == assay::severity::error) out.push_back(to_string(x));
    return out;
  };
  CHECK(errors(R"({"events":[],"single_session":true,"is_single_session":true})") == ids{});
  CHECK(errors(R"({"events":[],"single_session":true,"is_single_session":false})") ==
        ids{"/is_single_session: expected the same as single_session [members_disagree]"});
  CHECK(
      errors(
          R"({"events":[{"event_type":"tool","event_name":"n","inputs":{}},)"
          R"({"event_type":"tool","event_name":"n","inputs":{},"start_time":2,"end_time":1}]})") ==
      ids{"/events/1/end_time: expected an end_time that is not before start_time "
          "[members_disagree]"});
  CHECK(assay::check<session_event_batch>(R"({"events":[]})"));
  CHECK_FALSE(assay::check<session_event_batch>(R"({"events":[],"single_session":true})"));
  CHECK_FALSE(assay::check<event_batch<dialect::v1>>(R"({"events":[],"is_single_session":true})"));
  CHECK(assay::check<event_batch<dialect::v1>>(
      R"({"events":[],"single_session":true,"session_properties":{"zzz":1}})"));
  CHECK_FALSE(assay::check<event_batch<dialect::v1>>("{}"));
  CHECK_FALSE(assay::check<model_event_batch<dialect::public_api>>("{}"));
  CHECK(assay::check<model_event_batch<dialect::v0>>("{}"));
}
