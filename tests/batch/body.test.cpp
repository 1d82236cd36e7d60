#include "assay/batch/body.hpp"

#include "support/catch.hpp"
#include "support/events.hpp"
#include "support/guarded_text.hpp"

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

/// What a body splits into, in one text. Each text ends at an unreadable page.
std::string split(std::string_view text, const batch_format& f = {}) {
  const assay_test::guarded_text guarded(text);
  batch_body body(f);
  if (!body.split(guarded)) {
    CHECK(body.events().empty());
    CHECK(body.others().empty());
    CHECK(body.form() == body_form::none);
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
  for (const auto& [name, value] : body.others()) out.append(" ").append(name).append("=").append(value.text());
  return out;
}

} // namespace

TEST_CASE("body: where the events are") {
  CHECK(split("") == "none");
  CHECK(split("{}") == "none");
  CHECK(split(" { } ") == "none");
  CHECK(split(R"({"events":[]})") == "wrapped");
  CHECK(split(R"({"events":[{}]})") == "wrapped {}");
  CHECK(split(R"({"events":[{"a":1},{"b":[{}]}]})") == R"(wrapped {"a":1} {"b":[{}]})");
  CHECK(split(R"({"type":"x"})") == R"(bare {"type":"x"})");
  CHECK(split("\xEF\xBB\xBF\r\n {\"events\" :\t[ 1 , [ ] , \"]}\" , null,-2.5e3,true , false ]\n}\n ") ==
        R"(wrapped 1 [ ] "]}" null -2.5e3 true false)");
}

TEST_CASE("body: a member that is no array stands for one event") {
  CHECK(split(R"({"events":null})") == "wrapped null");
  CHECK(split(R"({"events":"x"})") == R"(wrapped "x")");
  CHECK(split(R"({"events":{"a":1}})") == R"(wrapped {"a":1})");
}

TEST_CASE("body: other members are there too") {
  CHECK(split(R"({"single":true,"events":[1],"properties":{"a":[1]},"events2":[2]})") ==
        R"(wrapped 1 single=true properties={"a":[1]} events2=[2])");
}

TEST_CASE("body: names count however they are spelled") {
  CHECK(split(R"({"\u0065vents":[1]})") == "wrapped 1");
  CHECK(split(R"({"\u0065vent":[1]})") == R"(bare {"\u0065vent":[1]})");
}

TEST_CASE("body: the format is the caller's") {
  CHECK(split(R"({"traces":[1],"events":[2]})", {.member = "traces"}) == "wrapped 1 events=[2]");
  CHECK(split("[1, {}]", {.bare_array = true}) == "array 1 {}");
  CHECK(split("[ ]", {.bare_array = true}) == "array");
  CHECK(split("5", {.bare_array = true}) == "error type_mismatch  @0");
  CHECK(split(R"({"a":1})", {.bare_event = false}) == "error missing_member /events @0");
  CHECK(split("{}", {.bare_event = false}) == "none");
}

TEST_CASE("body: JSON that is no object") {
  for (const std::string_view text : {"[]", "[1,{\"a\":2}]", "null", "true", "\"x\"", "5", "-1e9", "NaN", "-Infinity"}) {
    INFO(text);
    CHECK(split(text) == "error type_mismatch  @0");
    CHECK(split(" " + std::string(text) + "\n") == "error type_mismatch  @1");
  }
}

TEST_CASE("body: what is no JSON is refused whole, with the place") {
  CHECK(split(" ") == "error unterminated  @1");
  CHECK(split("\xEF\xBB\xBF") == "error unterminated  @3");
  CHECK(split("{") == "error unterminated  @1");
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
  CHECK(split("{\"events\":[\"\x01\"]}") == "error control_character /events/0 @12");
  CHECK(split("{\"events\":[\"\xFF\"]}") == "error invalid_utf8 /events/0 @12");
  CHECK(split(R"({"events":["\x"]})") == "error invalid_escape /events/0 @12");
  CHECK(split(std::string_view("{\0\"\0", 4)) == "error unsupported_encoding  @0");
  CHECK(split(std::string_view("\xFF\xFE{\0", 4)) == "error unsupported_encoding  @0");
}

TEST_CASE("body: the member twice is refused, because readers differ in which counts") {
  CHECK(split(R"({"events":[1],"events":[2]})") == "error duplicate_member /events @14");
  CHECK(split(R"({"events":[1],"\u0065vents":[2]})") == "error duplicate_member /events @14");
  CHECK(split(R"({"a":1,"a":2,"events":[2]})") == "wrapped 2 a=1 a=2");
}

TEST_CASE("body: what makes one event bad does not cost its neighbours their place") {
  CHECK(split(R"({"events":[1,{"v":NaN,"w":[-Infinity,Infinity]},2]})") == R"(wrapped 1 {"v":NaN,"w":[-Infinity,Infinity]} 2)");
  CHECK(split(R"({"events":[1,"\ud800",{"\udc00":"\ud800x"},2]})") == R"(wrapped 1 "\ud800" {"\udc00":"\ud800x"} 2)");
  const std::string deep = std::string(60'000, '[') + std::string(60'000, ']');
  CHECK(split(R"({"events":[1,)" + deep + ",2]}") == "wrapped 1 " + deep + " 2");
}

TEST_CASE("body: limits") {
  const std::string too_deep = std::string(65'537, '[') + std::string(65'537, ']');
  CHECK(split(R"({"events":[)" + too_deep + "]}").starts_with("error depth_exceeded /events/0/0/0"));
  CHECK(split(R"({"events":[1,2]})", {.max_events = 2}) == "wrapped 1 2");
  CHECK(split(R"({"events":[1,2,3]})", {.max_events = 2}) == "error too_many_members /events/2 @15");
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

TEST_CASE("body: nothing of one is left in the next") {
  batch_body body;
  REQUIRE(body.split(R"({"a":1,"events":[1,2]})"));
  REQUIRE_FALSE(body.split("[1"));
  REQUIRE(body.split("{}"));
  CHECK(body.report().accepted());
  CHECK(body.events().empty());
  CHECK(body.others().empty());
  CHECK(body.form() == body_form::none);
}

TEST_CASE("body: says what Boost.JSON says, over random changes of a body") {
  const std::string seed =
      R"({"events": [{"a":"x\u00e9\"]}","b":[1,2.5e-3,{}]}, "s", -0, [[],{"c":null}], {"d":[true,false]}], "more": {"e":"f"}})";
  const std::string_view pieces[] = {"{", "}", "[", "]", ",", ":", "\"", "\\", "1", "e", " ", "\n", "null", "\"events\"", "\xC3\xA9", "\t"};
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
    if (!accepted) { // Boost.JSON takes the last of two members of a name
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
    const boost::json::array all = events->is_array() ? events->as_array() : boost::json::array{*events};
    REQUIRE(body.events().size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
      REQUIRE(boost::json::parse({body.events()[i].data(), body.events()[i].size()}, {}, grammar) == all[i]);
  }
  CHECK(good > 1000);
}
