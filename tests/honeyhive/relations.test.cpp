// SPDX-License-Identifier: BSL-1.0
#include "assay/honeyhive/relations.hpp"

#include "support/catch.hpp"

#include "assay/honeyhive/batch.hpp"
#include "assay/honeyhive/requests.hpp"
#include "assay/json/validator.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using assay::level;
using namespace assay::honeyhive;
using lines = std::vector<std::string>;

struct linked_event {
  std::string_view id, parent;
  std::vector<std::string_view> children{};
};

std::string batch_text(const std::vector<linked_event>& events) {
  std::string out = R"({"events":[)";
  for (const linked_event& e : events) {
    if (out.back() == '}') out += ',';
    out += R"({"event_type":"tool","event_name":"n","inputs":{"parent_id":"b","event_id":"b"})";
    if (!e.id.empty()) out += R"(,"event_id":")" + std::string(e.id) + '"';
    if (!e.parent.empty()) out += R"(,"parent_id":")" + std::string(e.parent) + '"';
    if (!e.children.empty()) {
      out += R"(,"children_ids":[)";
      for (const std::string_view c : e.children)
        out += (out.back() == '[' ? "\"" : ",\"") + std::string(c) + '"';
      out += ']';
    }
    out += '}';
  }
  return out + "]}";
}

/// The places of contradictions at strict. Also checks that each offset is that of its place.
template <class T>
lines told(const std::string& text) {
  assay::validator<T> v({.level = level::strict, .limits = {.max_violations = 1000}});
  const bool accepted = v.check(text);
  CHECK(accepted == v.report().violations().empty());
  lines out;
  for (const assay::violation& x : v.report().violations()) {
    CHECK(x.code == assay::code::members_disagree);
    CHECK(text.at(*x.offset) == '"');
    out.push_back(x.path);
  }
  CHECK(assay::check<T>(text, {.level = level::strict}) == out.empty());
  return out;
}

/// The places where events contradict each other at strict.
lines contradictions(const std::vector<linked_event>& events) {
  const std::string text = batch_text(events);
  INFO(text);
  CHECK(assay::check<event_batch<dialect::v1>>(text));
  return told<event_batch<dialect::v1>>(text);
}

} // namespace

TEST_CASE("honeyhive relations: references to events outside of the batch are normal") {
  CHECK(contradictions({}) == lines{});
  CHECK(contradictions(
            {{"a", "elsewhere", {"x", "y"}}, {"b", "session"}, {"", "a"}, {"", "", {"x"}}}) ==
        lines{});
}

TEST_CASE("honeyhive relations: parents and children that match are not reported") {
  CHECK(contradictions({{"c", "b"}, {"b", "a", {"c"}}, {"a", "session", {"b", "d"}}, {"d", "a"}}) ==
        lines{});
  CHECK(contradictions({{"a", "", {"b", "b"}}, {"b", ""}}) == lines{});
}

TEST_CASE(
    "honeyhive relations: the parent of an event must be the event that names it as a child") {
  CHECK(contradictions({{"a", "", {"x", "c"}}, {"b", ""}, {"c", "b"}}) ==
        lines{"/events/0/children_ids/1"});
  CHECK(contradictions({{"a", "", {"c"}}, {"c", "elsewhere"}}) ==
        lines{"/events/0/children_ids/0"});
  CHECK(contradictions({{"a", "", {"c"}}, {"b", "", {"c"}}, {"c", ""}}) ==
        lines{"/events/1/children_ids/0"});
  // The server will assign an id to the first event, which may be the one that the second names.
  CHECK(contradictions({{"", "", {"c"}}, {"c", "elsewhere"}}) == lines{});
}

TEST_CASE("honeyhive relations: no event is within itself") {
  CHECK(contradictions({{"a", "a"}}) == lines{"/events/0/parent_id"});
  CHECK(contradictions({{"a", "", {"a"}}}) == lines{"/events/0/children_ids/0"});
  CHECK(contradictions({{"a", "a", {"b", "a"}}}) ==
        lines{"/events/0/parent_id", "/events/0/children_ids/1"});
  // A cycle is reported once, at the last of the values that form it.
  CHECK(contradictions({{"a", "b"}, {"b", "a"}}) == lines{"/events/1/parent_id"});
  CHECK(contradictions({{"x", "a"}, {"a", "b"}, {"b", "c"}, {"c", "a"}}) ==
        lines{"/events/3/parent_id"});
  CHECK(contradictions({{"a", "", {"b"}}, {"b", "", {"a"}}}) == lines{"/events/1/children_ids/0"});
  CHECK(contradictions({{"a", "b", {"b"}}, {"b", "a"}}) ==
        lines{"/events/0/children_ids/0"}); // reported at the first only
  CHECK(contradictions({{"a", "b"}, {"b", "a", {"a"}}}) == lines{"/events/1/parent_id"});
  CHECK(contradictions({{"a", "b"},
                        {"b", "a"},
                        {"c", "d"},
                        {"d", "e"},
                        {"e", "c"},
                        {"f", "f"},
                        {"g", "", {"h"}},
                        {"h", "", {"g"}}}) == lines{"/events/1/parent_id", "/events/4/parent_id",
                                                    "/events/5/parent_id",
                                                    "/events/7/children_ids/0"});
  CHECK(contradictions({{"a", "b"}, {"b", "c"}, {"c", ""}}) == lines{});
}

TEST_CASE("honeyhive relations: each event after the first with the same id is reported") {
  CHECK(contradictions({{"a", ""}, {"a", ""}, {"b", ""}, {"a", ""}}) ==
        lines{"/events/1/event_id", "/events/3/event_id"});
  CHECK(contradictions(
            {{"a", "s"}, {"b", "s"}, {"", "s"}, {"", "s"}, {"\\u0061", "s"}, {"b", "s"}}) ==
        lines{"/events/4/event_id", "/events/5/event_id"});
  CHECK(contradictions({{"a", "b"}, {"b", "a"}, {"a", "a"}}) ==
        lines{"/events/1/parent_id", "/events/2/event_id", "/events/2/parent_id"});
  CHECK(contradictions(std::vector<linked_event>(20, {"a", ""})).size() == 19);
}

TEST_CASE("honeyhive relations: every contradictory reference is reported") {
  CHECK(contradictions({{"a", "", {"c", "d"}},
                        {"b", "", {"c", "d"}},
                        {"c", ""},
                        {"d", "a"},
                        {"e", "", {"d"}}}) ==
        lines{"/events/1/children_ids/0", "/events/1/children_ids/1", "/events/4/children_ids/0"});
}

TEST_CASE("honeyhive relations: an event or a session that refers to itself, in any body") {
  const std::string own =
      R"({"event_type":"tool","event_name":"n","inputs":{},"event_id":"a","parent_id":"a","children_ids":["b","a"]})";
  CHECK(told<event<dialect::v1>>(own) == lines{"/parent_id", "/children_ids/1"});
  CHECK(told<event_request<dialect::legacy>>("{\"event\":" + own + '}') ==
        lines{"/event/parent_id", "/event/children_ids/1"});
  CHECK(told<session_traces>("{\"logs\":[" + own + "]}") ==
        lines{"/logs/0/parent_id", "/logs/0/children_ids/1"});
  CHECK(told<session_event_batch>("{\"events\":[" + own + "]}") ==
        lines{"/events/0/parent_id", "/events/0/children_ids/1"});
  CHECK(told<event_batch<dialect::legacy>>(R"({"single_session":true,"events":[)" + own + "]}") ==
        lines{"/events/0/parent_id", "/events/0/children_ids/1"});
  CHECK(told<session<dialect::v1>>(
            R"({"session_name":"n","session_id":"s","children_ids":["e","\u0073"]})") ==
        lines{"/children_ids/1"});
  CHECK(told<event_update<dialect::legacy>>(R"({"event_id":"a","children_ids":["a","b"]})") ==
        lines{"/children_ids/0"});
  CHECK(told<event_update<dialect::v1>>(R"({"children_ids":["a","b"]})") == lines{});
  std::string encoded;
  for (const char c : own) (encoded += c == '"' ? "\\" : "") += c;
  CHECK_FALSE(assay::check<event_request<dialect::public_api>>("{\"event\":\"" + encoded + "\"}",
                                                               {.level = level::strict}));
}

TEST_CASE("honeyhive relations: ids are compared unescaped, and only the ids of events count") {
  const std::string_view escaped =
      R"({"events":[{"event_type":"tool","event_name":"n","inputs":{},"event_id":"\u0061","parent\u005fid":"a"}]})";
  assay::validator<event_batch<dialect::v1>> v({.level = level::strict});
  CHECK_FALSE(v.check(escaped));
  CHECK(v.report().violations()[0].path == "/events/0/parent_id");
}

TEST_CASE("honeyhive relations: the newer and the older name of a list, and model events") {
  assay::validator<session_traces> v({.level = level::strict});
  for (const std::string name : {"logs", "events"}) {
    CHECK_FALSE(v.check(std::string_view(
        "{\"" + name +
        R"(":[{"event_type":"tool","event_name":"n","inputs":{},"event_id":"a","parent_id":"a"}]})")));
    CHECK(v.report().violations()[0].path == "/" + name + "/0/parent_id");
  }
  CHECK_FALSE(assay::check<model_event_batch<dialect::legacy>>(
      R"({"model_events":[{"event_id":"a","parent_id":"a"}]})", {.level = level::strict}));
}

TEST_CASE("honeyhive relations: a chain of many events takes less than quadratic time") {
  std::vector<std::string> ids;
  for (int i = 0; i < 50'000; ++i) ids.push_back("e" + std::to_string(i));
  std::vector<linked_event> events;
  for (std::size_t i = 0; i < ids.size(); ++i)
    events.push_back({ids[i], i + 1 < ids.size() ? ids[i + 1] : std::string_view()});
  const auto start = std::chrono::steady_clock::now();
  CHECK(contradictions(events) == lines{});
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

TEST_CASE("honeyhive relations: ids that a trace refers to but does not contain") {
  std::vector<event<dialect::v1>> events(3);
  events[0].event_id = "a";
  events[0].parent_id = "s";
  events[0].children_ids = lines{"b", "x"};
  events[1].event_id = "b";
  events[1].parent_id = "a";
  events[2].parent_id = "y";
  CHECK(unresolved_references(events, "s") == lines{"x", "y"});
  CHECK(unresolved_references(events) == lines{"s", "x", "y"});
  CHECK(unresolved_references(std::vector<event<dialect::v1>>()).empty());
}
