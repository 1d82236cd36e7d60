// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/body.hpp"

#include "assay/json/validator.hpp"
#include "assay/schema/rules.hpp"
#include "support/catch.hpp"
#include "support/events.hpp"
#include "support/guarded_text.hpp"

#include <boost/describe/class.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

using assay::batch_body;
using assay::batch_format;
using assay::body_form;

namespace {

/// The parts of a split body, as one text. Each body ends at an unreadable page.
std::string split(std::string_view text, const batch_format& f = {}) {
  const assay_test::guarded_text guarded(text);
  batch_body body(f);
  if (!body.split(guarded)) {
    CHECK(body.events().empty());
    CHECK(body.others().empty());
    CHECK(body.form() == body_form::none);
    CHECK_FALSE(body.report().truncated()); // the search stops at the first error
    const auto found = assay_test::summary_of(body.report());
    REQUIRE(found.size() == 1);
    return found[0];
  }
  CHECK(body.report().accepted());
  CHECK(body.report().violations().empty());
  std::string out = body.form() == body_form::none    ? "none"
                    : body.form() == body_form::bare  ? "bare"
                    : body.form() == body_form::array ? "array"
                                                      : "wrapped";
  for (const std::string_view e : body.events()) {
    CHECK(e.data() >= guarded.view().data());
    out.append(" ").append(e);
  }
  for (const auto& [name, value] : body.others())
    out.append(" ").append(name).append("=").append(value.text());
  return out;
}

} // namespace

TEST_CASE("body: events are found in a wrapper, or the body is a bare event") {
  CHECK(split("") == "none");
  CHECK(split("{}") == "none");
  CHECK(split(" { } ") == "none");
  CHECK(split(R"({"events":[]})") == "wrapped");
  CHECK(split(R"({"events":[{}]})") == "wrapped {}");
  CHECK(split(R"({"events":[{"a":1},{"b":[{}]}]})") == R"(wrapped {"a":1} {"b":[{}]})");
  CHECK(split(R"({"type":"x"})") == R"(bare {"type":"x"})");
  CHECK(split("\xEF\xBB\xBF\r\n {\"events\" :\t[ 1 , [ ] , \"]}\" , null,-2.5e3,true , false "
              "]\n}\n ") == R"(wrapped 1 [ ] "]}" null -2.5e3 true false)");
}

TEST_CASE("body: a member that is not an array counts as one event") {
  CHECK(split(R"({"events":null})") == "wrapped null");
  CHECK(split(R"({"events":"x"})") == R"(wrapped "x")");
  CHECK(split(R"({"events":{"a":1}})") == R"(wrapped {"a":1})");
}

TEST_CASE("body: other members are available too") {
  CHECK(split(R"({"single":true,"events":[1],"properties":{"a":[1]},"events2":[2]})") ==
        R"(wrapped 1 single=true properties={"a":[1]} events2=[2])");
}

TEST_CASE("body: names may be spelled with escapes") {
  CHECK(split(R"({"\u0065vents":[1]})") == "wrapped 1");
  CHECK(split(R"({"\u0065vent":[1]})") == R"(bare {"\u0065vent":[1]})");
}

TEST_CASE("body: the format names the member with the events, and allows or forbids other forms") {
  CHECK(split(R"({"traces":[1],"events":[2]})", {.member = "traces"}) == "wrapped 1 events=[2]");
  CHECK(split("[1, {}]", {.bare_array = true}) == "array 1 {}");
  CHECK(split("[ ]", {.bare_array = true}) == "array");
  CHECK(split("5", {.bare_array = true}) == "error type_mismatch  @0");
  CHECK(split(R"({"a":1})", {.bare_event = false}) == "error missing_member /events @0");
  CHECK(split("{}", {.bare_event = false}) == "none");
}

TEST_CASE("body: JSON that is not an object is rejected") {
  for (const std::string_view text :
       {"[]", "[1,{\"a\":2}]", "null", "true", "\"x\"", "5", "-1e9"}) {
    INFO(text);
    CHECK(split(text) == "error type_mismatch  @0");
    CHECK(split(" " + std::string(text) + "\n") == "error type_mismatch  @1");
  }
}

TEST_CASE("body: invalid JSON is rejected as a whole, with the position") {
  CHECK(split(" ") == "error unterminated  @0");
  CHECK(split("\xEF\xBB\xBF") == "error unterminated  @3");
  CHECK(split("{") == "error unterminated  @1");
  CHECK(split("{ \n") == "error unterminated  @1");
  CHECK(split(R"({"events":[)") == "error unterminated /events/0 @11");
  CHECK(split(R"({"events":[])") == "error unterminated /events @12");
  CHECK(split(R"({"events":[{})") == "error unterminated /events/0 @13");
  CHECK(split(R"({"events":[{"a":})") == "error invalid_syntax /events/0/a @16");
  CHECK(split(R"({"events":[{},{"a":tru}]})") == "error invalid_syntax /events/1/a @22");
  CHECK(split(R"({"events":[1,]})") == "error invalid_syntax /events/1 @13");
  CHECK(split(R"({"events":[1 2]})") == "error invalid_syntax /events/0 @13");
  CHECK(split(R"({"events":[1}})") == "error invalid_syntax /events/0 @12");
  CHECK(split(R"({"events":[1]]})") == "error invalid_syntax /events @13");
  CHECK(split(R"({"events":[01]})") == "error invalid_syntax /events/0 @11");
  CHECK(split(R"({"events":[Nan]})") == "error invalid_syntax /events/0 @13");
  CHECK(split(R"({"events":[-Inf]})") == "error invalid_syntax /events/0 @15");
  CHECK(split(R"({"events":[1],})") == "error invalid_syntax  @14");
  CHECK(split(R"({"events":[1]} {})") == "error trailing_content  @15");
  CHECK(split(R"({"events":[1]}x)") == "error trailing_content  @14");
  CHECK(split("[1] ]") == "error trailing_content  @4");
  CHECK(split("{}}") == "error trailing_content  @2");
  CHECK(split("5 5") == "error trailing_content  @2");
  CHECK(split("}") == "error invalid_syntax  @0");
  CHECK(split("NaN") == "error nonfinite_number  @0");
  CHECK(split("-Infinity") == "error nonfinite_number  @1");
  CHECK(split(R"(["a",{"b":[NaN]}])") == "error nonfinite_number /1/b/0 @11");
  CHECK(split(R"("\ud800")") == "error lone_surrogate  @1");
  CHECK(split("{\"events\":[\"\x01\"]}") == "error control_character /events/0 @12");
  CHECK(split("{\"events\":[\"\xFF\"]}") == "error invalid_utf8 /events/0 @12");
  CHECK(split(R"({"events":["\x"]})") == "error invalid_escape /events/0 @12");
  CHECK(split(std::string_view("{\0\"\0", 4)) == "error unsupported_encoding  @0");
  CHECK(split(std::string_view("\xFF\xFE{\0", 4)) == "error unsupported_encoding  @0");
}

TEST_CASE(
    "body: a duplicate of the events' member is rejected, because readers differ in which one "
    "counts") {
  CHECK(split(R"({"events":[1],"events":[2]})") == "error duplicate_member /events @14");
  CHECK(split(R"({"events":[1],"\u0065vents":[2]})") == "error duplicate_member /events @14");
  CHECK(split(R"({"a":1,"a":2,"events":[2]})") == "wrapped 2 a=1 a=2");
}

TEST_CASE("body: errors within an event do not affect its neighbors") {
  CHECK(split(R"({"events":[1,{"v":NaN,"w":[-Infinity,Infinity]},2]})") ==
        R"(wrapped 1 {"v":NaN,"w":[-Infinity,Infinity]} 2)");
  CHECK(split(R"({"events":[1,"\ud800",{"\udc00":"\ud800x"},2]})") ==
        R"(wrapped 1 "\ud800" {"\udc00":"\ud800x"} 2)");
  const std::string deep = std::string(60'000, '[') + std::string(60'000, ']');
  CHECK(split(R"({"events":[1,)" + deep + ",2]}") == "wrapped 1 " + deep + " 2");
}

TEST_CASE("body: everything outside of the events must be valid JSON, before and after them") {
  CHECK(split(R"({"events":[],"x":NaN})") == "error nonfinite_number /x @17");
  CHECK(split(R"({"x":[0,{"y":-Infinity}],"events":[1]})") == "error nonfinite_number /x/1/y @14");
  CHECK(split(R"({"events":[],"\ud800":1})") == "error lone_surrogate  @14");
  CHECK(split(R"({"\udc00":1,"events":[]})") == "error lone_surrogate  @2");
  CHECK(split(R"({"x":"\ud800","events":[]})") == "error lone_surrogate /x @6");
  CHECK(split(R"({"x":{"\ud800":0},"events":[]})") == "error lone_surrogate /x @7");
  CHECK(split(R"({"x":1,"x":NaN,"events":[]})") == "error nonfinite_number /x @11");
  CHECK(split(R"({"x":NaN,"events":{}})") == "error nonfinite_number /x @5");
  CHECK(split("{\"x\":\"\x01\",\"events\":[]}") == "error control_character /x @6");
  CHECK(split("{\"x\":\"\xFF\",\"events\":[]}") == "error invalid_utf8 /x @6");
  CHECK(split(R"({"x":"\z","events":[]})") == "error invalid_escape /x @6");
  // An object that is a bare event is checked as an event, and so is a single value of the events'
  // member.
  CHECK(split(R"({"x":NaN,"\ud800":1})") == R"(bare {"x":NaN,"\ud800":1})");
  CHECK(split(R"({"x":NaN})", {.bare_event = false}) == "error nonfinite_number /x @5");
  CHECK(split(R"({"events":NaN})") == "wrapped NaN");
  CHECK(split(R"([NaN])", {.bare_array = true}) == "array NaN");
}

TEST_CASE("body: of several errors outside of the events, the first one is reported") {
  CHECK(split(R"({"x":NaN,"y":Infinity,"events":[]})") == "error nonfinite_number /x @5");
  CHECK(split(R"({"\ud800":0,"\udc00":Infinity,"events":[]})") == "error lone_surrogate  @2");
  CHECK(split(R"({"x":"\ud800","events":[01]})") == "error lone_surrogate /x @6");
  CHECK(split(R"({"x":[NaN,)") == "error nonfinite_number /x/0 @6");
  CHECK(split(R"({"x":NaN,"events":[],"events":[]})") == "error nonfinite_number /x @5");
  CHECK(split(R"({"x":NaN} 5)") == "error nonfinite_number /x @5");
  CHECK(split(R"({"events":[{"v":NaN}],"x":Infinity})") == "error nonfinite_number /x @26");
}

TEST_CASE("body: the options apply outside of the events") {
  const auto split_with = [](std::string_view text, const assay::options& o) {
    batch_body body({}, o);
    if (body.split(text)) return std::string("accepted");
    return assay_test::summary_of(body.report()).at(0) + ": " +
           body.report().violations()[0].expected;
  };
  assay::options o;
  o.lone_surrogates = assay::surrogate_policy::replace;
  CHECK(split_with(R"({"events":[],"\ud800":"\ud800"})", o) == "accepted");
  o.limits.max_depth = 3; // the body, and two levels inside it
  CHECK(split_with(R"({"events":[[[[[]]]]],"x":[[1]]})", o) == "accepted");
  CHECK(split_with(R"({"x":[{"y":[]}],"events":[]})", o) ==
        "error depth_exceeded /x/0/y @11: at most 3 levels of nesting");
  CHECK(split_with(R"([[[]]])", o) == "error type_mismatch  @0: object");
  CHECK(split_with(R"([[[[]]]])", o).starts_with("error depth_exceeded /0/0/0 @3"));
  o.limits.max_depth = 0;
  CHECK(split_with(R"({"x":1,"events":[[]]})", o) == "accepted");
  CHECK(split_with(R"({"x":[],"events":[]})", o).starts_with("error depth_exceeded /x @5"));
  o.limits.max_string_bytes = 6;
  CHECK(split_with(R"({"events":["1234567"],"123456":"123456"})", o) == "accepted");
  CHECK(split_with(R"({"events":[],"1234567":1})", o) ==
        "error string_too_long /1234567 @13: at most 6 bytes in a string or name");
  CHECK(split_with(R"({"events":[],"x":"1234567"})", o) ==
        "error string_too_long /x @17: at most 6 bytes in a string or name");
}

TEST_CASE("body: warnings are ignored outside of the events; errors reject the body") {
  const auto accepts = [](std::string_view text, auto... change) {
    assay::options o;
    (change(o), ...);
    batch_body body({}, o);
    const bool accepted = body.split(text);
    CHECK(body.report().violations().empty() == accepted);
    return accepted;
  };
  const std::string_view null = R"({"a\u0000b":"\u0000","events":["\u0000"],"c":"\u0000"})",
                         large = R"({"n":1e400,"events":[1e400],"m":1e400})";
  const auto strict = [](assay::options& o) { o.level = assay::level::strict; };
  const auto with = [](assay::null_character_policy policy) {
    return [=](assay::options& o) { o.null_characters = policy; };
  };
  using policy = assay::null_character_policy;
  for (const auto p : {policy::warn_at_strict, policy::accept, policy::warn, policy::replace}) {
    CHECK(accepts(null, with(p)));
    CHECK(accepts(null, with(p), strict));
  }
  const auto rejects_overflow = [](assay::options& o) { o.reject_number_overflow = true; };
  CHECK(accepts(large, strict));
  CHECK_FALSE(accepts(null, with(policy::reject)));
  CHECK_FALSE(accepts(large, rejects_overflow));
  // Within an event, it is reported for the event.
  CHECK(accepts(R"({"events":["\u0000",1e400],"x":1})", with(policy::reject), rejects_overflow));
  CHECK(accepts(R"({"x":"\u0000","y":1e400})", with(policy::reject), rejects_overflow));
}

namespace envelope_test {

/// A body whose events are not checked, for the validator.
struct envelope {
  assay::raw_json events{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(envelope, (), (events, additional))

consteval auto rules_of(const envelope*) {
  using namespace assay;
  return rules(all_enforced_from(level::reference), field<&envelope::events>("The events."));
}

/// A body of valid events with something changed before or after them.
std::string changed_body(std::mt19937& random) {
  const std::string_view pieces[] = {"{",       "}",        "[",    "]",        ",",        ":",
                                     "\"",      "\\",       "1",    "e",        " ",        "\n",
                                     "0",       ".",        "null", "\t",       "\xC3\xA9", "-",
                                     "\\ud83d", "\\ud800x", "NaN",  "Infinity", "\xFF"};
  std::string parts[] = {R"({"a": ["\u00e9\"", -0.5e3, {"b":null}], "c\n" :true, )",
                         R"( , "f": [[], {"g":"\ud83d\ude00"}]})"};
  for (std::size_t n = random() % 3; n != 0; --n) {
    std::string& part = parts[random() % 2];
    const std::size_t at =
        1 + random() % part.size(); // the brace and the space before the comma stay
    if (random() % 2 == 0) part.erase(at, 1 + random() % 4);
    else part.insert(at, pieces[random() % std::size(pieces)]);
  }
  return parts[0] + R"("events":[{"d":1},2])" + parts[1];
}

} // namespace envelope_test

TEST_CASE("body: agrees with the validator on random changes outside of valid events", "[long]") {
  std::mt19937 random(11);
  assay::options o;
  o.limits = {.max_depth = 4, .max_string_bytes = 16, .max_violations = 1};
  for (const auto policy : {assay::surrogate_policy::reject, assay::surrogate_policy::replace}) {
    o.lone_surrogates = policy;
    assay::validator<envelope_test::envelope> validator(o);
    batch_body body({.bare_event = false}, o);
    std::size_t good = 0, bad = 0;
    for (int round = 0; round < 20'000; ++round) {
      const std::string text = envelope_test::changed_body(random);
      CAPTURE(text);
      const bool accepted = body.split(text);
      REQUIRE(accepted == validator.check(text));
      ++(accepted ? good : bad);
      if (accepted) continue;
      const assay::violation &found = body.report().violations()[0],
                             &expected = validator.report().violations()[0];
      if (expected.code == assay::code::missing_member)
        continue; // the body closes before its events; what follows is a worse error
      REQUIRE(assay::name_of(found.code) == assay::name_of(expected.code));
      REQUIRE(found.offset == expected.offset);
      REQUIRE(found.path == expected.path);
      REQUIRE(message_of(found) == message_of(expected));
    }
    CHECK(good > 1000);
    CHECK(bad > 1000);
  }
}

TEST_CASE("body: the limits on depth, events and bytes are exact") {
  const std::string too_deep = std::string(65'537, '[') + std::string(65'537, ']');
  CHECK(
      split(R"({"events":[)" + too_deep + "]}").starts_with("error depth_exceeded /events/0/0/0"));
  CHECK(split(R"({"events":[1,2]})", {.max_events = 2}) == "wrapped 1 2");
  CHECK(split(R"({"events":[1,2,3]})", {.max_events = 2}) ==
        "error too_many_members /events/2 @15");
  CHECK(split(R"({"a":1,"b":2,"c":3})", {.max_events = 2}) == "error too_many_members /c @17");
  CHECK(split("{\"events\":[]}", {.max_body_bytes = 13}) == "wrapped");
  CHECK(split("{\"events\":[]} ", {.max_body_bytes = 13}) == "error document_too_large  @0");
  batch_body body({.max_body_bytes = 13, .max_events = 7});
  REQUIRE_FALSE(body.split("{\"events\":[]} "));
  CHECK(body.report().violations()[0].expected == "at most 13 bytes");
  batch_body few({.max_events = 1});
  REQUIRE_FALSE(few.split(R"({"events":[1,2]})"));
  CHECK(few.report().violations()[0].expected == "at most 1 elements or members");
}

TEST_CASE("body: nothing of a body remains in the next one") {
  batch_body body;
  REQUIRE(body.split(R"({"a":1,"events":[1,2]})"));
  REQUIRE_FALSE(body.split("[1"));
  REQUIRE(body.split("{}"));
  CHECK(body.report().accepted());
  CHECK(body.events().empty());
  CHECK(body.others().empty());
  CHECK(body.form() == body_form::none);
}

TEST_CASE("body: results of an earlier body are removed") {
  batch_body body;
  REQUIRE(body.split(R"({"a":1,"events":[1,2],"b":2})"));
  REQUIRE(body.split(R"({"events":[3],"c":3})"));
  REQUIRE(body.events().size() == 1);
  CHECK(body.events()[0] == "3");
  REQUIRE(body.others().size() == 1);
  CHECK(body.others()[0].first == "c");
  REQUIRE(body.split(""));
  CHECK(body.events().empty());
  CHECK(body.others().empty());
  CHECK(body.form() == body_form::none);
}

TEST_CASE("body: agrees with Boost.JSON on random changes of a body", "[long]") {
  const std::string seed =
      R"({"events": [{"a":"x\u00e9\"]}","b":[1,2.5e-3,{}]}, "s", -0, [[],{"c":null}], {"d":[true,false]}], "more": {"e":"f"}})";
  const std::string_view pieces[] = {"{", "}", "[", "]",  ",",    ":",          "\"",       "\\",
                                     "1", "e", " ", "\n", "null", "\"events\"", "\xC3\xA9", "\t"};
  std::mt19937 random(8);
  std::size_t good = 0;
  boost::json::parse_options grammar;
  grammar.max_depth = 64;
  for (int round = 0; round < 40'000; ++round) {
    std::string text = seed;
    for (std::size_t n = 1 + random() % 3; n != 0; --n) {
      const std::size_t at = random() % text.size();
      if (random() % 2 == 0) text.erase(at, 1 + random() % 4);
      else text.insert(at, pieces[random() % std::size(pieces)]);
    }
    CAPTURE(text);
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse(text, error, {}, grammar);
    const assay_test::guarded_text guarded(text);
    batch_body body;
    const bool accepted = body.split(guarded);
    if (error || !value.is_object()) {
      REQUIRE_FALSE(accepted);
      continue;
    }
    if (!accepted) { // Boost.JSON uses the last of duplicate members
      REQUIRE(body.report().violations()[0].code == assay::code::duplicate_member);
      continue;
    }
    ++good;
    const boost::json::value* const events = value.as_object().if_contains("events");
    if (events == nullptr) {
      REQUIRE(body.form() == (value.as_object().empty() ? body_form::none : body_form::bare));
      continue;
    }
    REQUIRE(body.form() == body_form::wrapped);
    const boost::json::array all =
        events->is_array() ? events->as_array() : boost::json::array{*events};
    REQUIRE(body.events().size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
      REQUIRE(boost::json::parse({body.events()[i].data(), body.events()[i].size()}, {}, grammar) ==
              all[i]);
  }
  CHECK(good > 1000);
}
