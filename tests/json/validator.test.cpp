// SPDX-License-Identifier: BSL-1.0
#include "assay/json/validator.hpp"

#include "assay/batch/promptetheus.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/result.hpp"
#include "assay/promptetheus.hpp"
#include "support/catch.hpp"
#include "support/events.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

using assay::promptetheus::event;
using assay_test::event_text;
using assay_test::summary_of;

namespace {

using list = std::vector<std::string>;

list found_in(std::string_view text, const assay::options& o = {}) {
  assay::validator<event> v(o);
  v.check(text);
  return summary_of(v.report());
}

const std::string good = event_text("metric", R"({"name":"m","value":1})");

} // namespace

TEST_CASE("validator: white space and a byte order mark around an event are allowed") {
  for (const char* before : {"", " ", "\n", "\t\r\n ", "\xEF\xBB\xBF", "\xEF\xBB\xBF \n"})
    for (const char* after : {"", " ", "\n", "\r\n", " \n\n\t "})
      CHECK(assay::check<event>(before + good + after));
  CHECK(found_in("\xEF\xBB\xBF\xEF\xBB\xBF" + good) == list{"error invalid_syntax  @3"});
  CHECK(found_in("\xC2\xA0" + good) == list{"error invalid_syntax  @0"});
}

TEST_CASE("validator: a newline inside a document is white space") {
  CHECK(assay::check<event>(
      "{\n\"type\" :\r\n \"metric\" , \"session_id\":\n\"s\",\"timestamp\":\"t\",\"seq\"\t:1 "
      ",\"idempotency_key\":\"k\","
      "\"payload\"\n:\n{\n}\n}\n"));
}

TEST_CASE("validator: text that is cut off is distinguished from invalid text") {
  CHECK(found_in("") == list{"error unterminated  @0"});
  CHECK(found_in(" \n ") == list{"error unterminated  @0"});
  CHECK(found_in("{") == list{"error unterminated  @1"});
  CHECK(found_in(R"({"a)") == list{"error unterminated  @3"});
  CHECK(found_in(R"({"a":)") == list{"error unterminated /a @5"});
  CHECK(found_in(R"({"a":{})") == list{"error unterminated /a @7"});
  CHECK(found_in(R"({"a":[{})") == list{"error unterminated /a/0 @8"});
  CHECK(found_in(R"({"a":tr)") == list{"error unterminated /a @7"});
  CHECK(found_in(R"({"a":"\ud8)") == list{"error unterminated /a @10"});
  CHECK(found_in(R"({"a":"\)") == list{"error unterminated /a @7"});
  CHECK(found_in(R"({"a":"\ud83d)") == list{"error unterminated /a @12"});
  CHECK(found_in(R"({"a":"\ud83d\u0)") == list{"error unterminated /a @15"});
  CHECK(found_in("{\"a\":\"\xE2\x82") == list{"error unterminated /a @8"});
  CHECK(found_in(R"({"a":"\ud8x"})") == list{"error invalid_escape /a @6"});
  CHECK(found_in("{\"a\":\"\xE2\x82\"}") == list{"error invalid_utf8 /a @6"});
  CHECK(found_in(R"({"a":1])") == list{"error invalid_syntax /a @6"});
  CHECK(found_in(R"({"a":})") == list{"error invalid_syntax /a @5"});
  CHECK(found_in("x") == list{"error invalid_syntax  @0"});
}

TEST_CASE("validator: a value that is not an object is a mismatch, and its own faults are reported "
          "first") {
  CHECK(found_in("[1]") == list{"error type_mismatch  @0"});
  CHECK(found_in("null") == list{"error type_mismatch  @0"});
  CHECK(found_in("\"{}\"") == list{"error type_mismatch  @0"});
  CHECK(found_in("-1.5e3") == list{"error type_mismatch  @0"});
  CHECK(found_in("[1,]") == list{"error invalid_syntax /1 @3"});
  CHECK(found_in("nul ") == list{"error unterminated  @3"});
  CHECK(found_in("NaN") == list{"error nonfinite_number  @0"});
}

TEST_CASE(
    "validator: text that only begins like a JSON value is invalid, whatever the value's type") {
  const std::pair<std::string_view, std::size_t> samples[] = {{"nullx", 4},
                                                              {"12abc", 2},
                                                              {"\"type\": \"user_message\",", 6},
                                                              {"2026-09-01T08:00:09Z {\"a\":1}", 4},
                                                              {"true false", 5},
                                                              {"[1] x", 4},
                                                              {"-0.5e1 1", 7},
                                                              {"[] []", 3},
                                                              {"false}", 5},
                                                              {"\"a\"}", 3},
                                                              {"1 {}", 2},
                                                              {"null\n null", 6}};
  for (const auto& [text, place] : samples) {
    INFO(text);
    CHECK(found_in(text) == list{"error trailing_content  @" + std::to_string(place)});
    assay::promptetheus::batch_validator batch; // the same result everywhere
    CHECK(assay_test::summary_of(batch.check(text).body_report()) == found_in(text));
    CHECK_FALSE(assay::parse_raw_json(text));
    if (text.find('\n') != text.npos) continue;
    assay::line_reader<event> lines(text);
    REQUIRE(lines.next());
    CHECK(assay_test::summary_of(lines.report()) == found_in(text));
  }
  CHECK(assay::row_of(assay::code::trailing_content).category == assay::category::syntax);
}

TEST_CASE(
    "validator: the texts of members are views into the original text, also if it was cut off") {
  const std::string text = good.substr(0, good.size() - 1);
  for (const std::string_view end : {"}", "", ",", "}x", "} \r\n", "}]"}) {
    const std::string document = " " + text + std::string(end);
    INFO(document);
    assay::validator<event> v;
    event e;
    const auto holds = [&] {
      const assay::promptetheus::header h = header_of(v);
      CHECK(h.type.text() == "\"metric\"");
      CHECK(h.type.text().data() == document.data() + document.find("\"metric\""));
      CHECK(h.idempotency_key.text().data() == document.data() + document.find("\"ses_1:"));
    };
    v.check(document);
    holds();
    v.read(document, e);
    holds();
  }
}

TEST_CASE("validator: nothing may follow an event") {
  CHECK(found_in(good + "{}") == list{"error trailing_content  @" + std::to_string(good.size())});
  CHECK(found_in(good + " ]") ==
        list{"error trailing_content  @" + std::to_string(good.size() + 1)});
  CHECK(found_in(good + std::string("\0", 1)) ==
        list{"error trailing_content  @" + std::to_string(good.size())});
}

TEST_CASE("validator: UTF-16 and UTF-32 are named") {
  std::string utf16, utf32;
  for (const char c : good) {
    utf16 += {c, '\0'};
    utf32 += {c, '\0', '\0', '\0'};
  }
  const list expected{"error unsupported_encoding  @0"};
  CHECK(found_in(utf16) == expected);
  CHECK(found_in("\xFF\xFE" + utf16) == expected);
  CHECK(found_in(std::string(1, '\0') + utf16) == expected);
  CHECK(found_in(utf32) == expected);
}

TEST_CASE("validator: all violations are reported, in the order of their places") {
  const std::string text =
      R"({"payload":{"content":1,"content":2},"type":"user_message","seq":-1,"session_id":"","seq":2,"span_id":null,"x":3})";
  CHECK(found_in(text) ==
        list{"error missing_member /timestamp @0", "error missing_member /idempotency_key @0",
             "error type_mismatch /payload/content @22",
             "error duplicate_member /payload/content @24", "error out_of_range /seq @65",
             "error too_short /session_id @81", "error duplicate_member /seq @84",
             "error type_mismatch /span_id @102"});
  assay::validator<event> v;
  v.check(text);
  CHECK(v.report().violations()[3].first_offset == 12);
  CHECK(v.report().violations()[6].first_offset == 59);
}

TEST_CASE("validator: a report has the maximum number of violations, and is marked as truncated") {
  assay::options o;
  assay::validator<event> all(o);
  all.check("{}");
  CHECK(all.report().violations().size() == 6);
  CHECK_FALSE(all.report().truncated());

  o.limits.max_violations = 6;
  assay::validator<event> enough(o);
  enough.check("{}");
  CHECK_FALSE(enough.report().truncated());

  o.limits.max_violations = 2;
  assay::validator<event> few(o);
  CHECK_FALSE(few.check("{}"));
  CHECK(summary_of(few.report()) ==
        list{"error missing_member /type @0", "error missing_member /session_id @0"});
  CHECK(few.report().truncated());

  o.limits.max_violations = 0;
  assay::validator<event> none(o);
  CHECK_FALSE(none.check("{}"));
  CHECK(none.report().violations().empty());
  CHECK(none.check(good));
  CHECK_FALSE(none.report().truncated());
}

TEST_CASE("validator: warnings neither replace an error nor reject an event") {
  std::string warnings;
  for (int i = 0; i < 50; ++i) warnings += ",\"x" + std::to_string(i) + "\":0";
  assay::options o;
  o.level = assay::level::strict;
  o.limits.max_violations = 3;
  assay::validator<event> v(o);
  CHECK(
      v.check(std::string_view(event_text("metric", R"({"name":"m","value":1)" + warnings + "}"))));
  CHECK(v.report().violations().size() == 3);
  CHECK(v.report().truncated());
  CHECK_FALSE(v.check(std::string_view(event_text(
      "metric", R"({"name":5,"value":1)" + warnings + "}", warnings + R"(,"span_id":1)"))));
  REQUIRE(v.report().violations().size() == 3);
  CHECK(v.report().violations()[0].path == "/payload/name");
  CHECK(v.report().violations()[2].path == "/span_id");
}

TEST_CASE("validator: limits are exact") {
  const auto nested = [](std::size_t depth) {
    return event_text("metric",
                      R"({"d":)" + std::string(depth, '[') + std::string(depth, ']') + "}");
  };
  assay::options o;
  o.limits.max_depth = 10;
  CHECK(assay::check<event>(nested(8), o)); // the event and its payload are two
  CHECK(found_in(nested(9), o) == list{"error depth_exceeded /payload/d/0/0/0/0/0/0/0/0 @" +
                                       std::to_string(nested(0).find("\"d\"") + 12)});
  o = {};
  CHECK(assay::check<event>(nested(1022)));
  CHECK(found_in(nested(1023)).front().starts_with("error depth_exceeded"));
  CHECK(found_in(nested(100'000)).front().starts_with("error depth_exceeded"));
  o.limits.max_depth = 1'000'000;
  CHECK(assay::check<event>(nested(65'534), o));
  CHECK(found_in(nested(65'535), o).front().starts_with("error depth_exceeded"));

  o = {};
  o.limits.max_document_bytes = good.size();
  CHECK(assay::check<event>(good, o));
  CHECK(found_in(good + " ", o) == list{"error document_too_large  @0"});

  o = {};
  o.limits.max_string_bytes = 27; // the timestamp's size
  CHECK(assay::check<event>(good, o));
  CHECK(found_in(event_text("metric", R"({"name":")" + std::string(28, 'x') + "\"}"), o)
            .front()
            .starts_with("error string_too_long"));
  CHECK(found_in(event_text("metric", "{\"" + std::string(28, 'x') + "\":1}"), o)
            .front()
            .starts_with("error string_too_long"));

  o = {};
  o.limits.max_members = 2;
  CHECK(assay::check<event>(
      event_text("goal_check", R"({"passed":true,"mismatches":["a","b"],"x":1,"y":2})"), o));
  CHECK(found_in(event_text("goal_check", R"({"mismatches":["a","b","c"]})"), o)
            .back()
            .starts_with("error too_many_members /payload/mismatches/2"));
  CHECK(found_in(event_text("goal_check", R"({"x":1,"y":2,"z":3})"), o)
            .back()
            .starts_with("error too_many_members /payload/z"));
}

TEST_CASE("validator: violations have types and lengths, never values") {
  assay::validator<event> v;
  CHECK_FALSE(v.check(std::string_view(
      event_text("screenshot", R"({"source_type":"s\u0065cret","size_bytes":"secret"})"))));
  const auto found = v.report().violations();
  REQUIRE(found.size() == 2);
  CHECK(
      to_string(found[0]) ==
      R"(/payload/source_type: expected "bytes" or "path", found a different string of 6 bytes [not_one_of])");
  CHECK(to_string(found[1]) ==
        "/payload/size_bytes: expected integer, found string of 6 bytes [type_mismatch]");
  CHECK(found[0].actual == assay::kind::string);
  CHECK(found[0].length == 6); // of the decoded characters
  CHECK_FALSE(found[0].characters);
}

TEST_CASE("validator: a report that may hold no violation is truncated") {
  assay::options o;
  o.limits.max_violations = 0;
  o.limits.max_document_bytes = 4;
  assay::validator<event> v(o);
  CHECK_FALSE(v.check(good));
  CHECK(v.report().violations().empty());
  CHECK(v.report().truncated());
}

TEST_CASE("validator: an object of duplicates or unknown members takes linear time", "[long]") {
  std::string text = R"({"seq":1)";
  for (int i = 0; i < 200'000; ++i) text += R"(,"seq":1)";
  CHECK(found_in(text + "}").size() == 32);
}

TEST_CASE("validator: a duplicate's first place is remembered for the event, and searched in a "
          "part of a nested object") {
  const auto first_offsets = [](const std::string& text) {
    assay::validator<event> v;
    CHECK_FALSE(v.check(text));
    std::vector<std::optional<std::size_t>> out;
    for (const assay::violation& found : v.report().violations())
      if (found.code == assay::code::duplicate_member) out.push_back(found.first_offset);
    return out;
  };
  const std::string long_value = '"' + std::string(700'000, 'x') + '"';
  std::string text =
      event_text("metric", R"({"name":"n","value":1})",
                 R"(, "session_id" :)" + long_value + R"(,"seq":1,"session_id":"s","seq":2)");
  const std::size_t session = text.find("\"session_id\""), seq = text.find("\"seq\"");
  CHECK(first_offsets(text) == std::vector<std::optional<std::size_t>>{session, seq, session, seq});

  // With any white space around the first one's colon.
  text.replace(session, std::string_view("\"session_id\":").size(), "\"session_id\" \t:\r ");
  CHECK(first_offsets(text)[2] == session);

  // Once past 700,000 bytes, and not twice.
  text = event_text("metric",
                    R"({"name":"n","value":1,"unit":)" + long_value + R"(,"name":"m","value":2})");
  CHECK(first_offsets(text) ==
        std::vector<std::optional<std::size_t>>{text.find("\"name\""), std::nullopt});
  CHECK(first_offsets(text).front() == text.find("\"name\"")); // the same for the next event
}

namespace {

/// A struct that contains itself.
struct tree {
  std::vector<tree> kids{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(tree, (), (kids, additional))

std::string tree_text(std::size_t depth) {
  std::string out;
  for (std::size_t i = 0; i < depth; ++i) out += R"({"kids":[)";
  for (std::size_t i = 0; i < depth; ++i) out += "]}";
  return out;
}

} // namespace

TEST_CASE(
    "validator: a struct that contains itself is read to a bounded depth, whatever the limit is") {
  assay::options o;
  o.level = assay::level::reference;
  o.limits.max_depth = 65'536;
  assay::validator<tree> v(o);
  tree value;
  CHECK(v.read(std::string_view(tree_text(128)), value)); // an object and an array each
  CHECK_FALSE(v.read(std::string_view(tree_text(129)), value));
  CHECK_FALSE(v.read(std::string_view(tree_text(30'000)), value));
  CHECK(v.report().violations()[0].code == assay::code::depth_exceeded);
}

TEST_CASE("validator: the lengths of earlier texts have no effect") {
  // The reader guesses that a member of the envelope is as long as in the event before.
  REQUIRE(assay::check<event>(good));
  assay::options o;
  o.limits.max_string_bytes = 26; // the timestamp has 27
  assay::validator<event> v(o);
  for (int round = 0; round < 3; ++round) {
    CHECK_FALSE(v.check(good));
    REQUIRE(v.report().violations().size() == 1);
    CHECK(v.report().violations()[0].code == assay::code::string_too_long);
    CHECK(v.report().violations()[0].path == "/timestamp");
  }
}

TEST_CASE("validator: a payload stays typed if any of its elements is kept raw") {
  for (const char* documents : {R"(["raw"])", R"([{"id":"a"},"raw"])", R"(["raw",{"id":"a"}])",
                                R"([{"id":5},{"id":"a"},{"id":6}])"}) {
    const std::string text =
        event_text("retrieval", R"({"query":"q","documents":)" + std::string(documents) + "}");
    CAPTURE(text);
    for (const bool is_used : {false, true}) {
      assay::validator<event> v;
      event e;
      if (is_used)
        REQUIRE(v.read(std::string_view(event_text(
                           "retrieval", R"({"query":"q","documents":["x","y",{"id":"z"}]})")),
                       e));
      REQUIRE(v.read(text, e));
      REQUIRE(std::holds_alternative<assay::promptetheus::retrieval>(e.payload));
      const auto& found = std::get<assay::promptetheus::retrieval>(e.payload).documents;
      std::string kinds;
      for (const auto& d : found) kinds += std::holds_alternative<assay::raw_json>(d) ? 'r' : 't';
      CHECK(kinds == (found.size() == 1     ? "r"
                      : found.size() == 3   ? "rtr"
                      : documents[1] == '"' ? "rt"
                                            : "tr"));
    }
  }
}

TEST_CASE("validator: an element that is kept raw hides no misfit before it") {
  const std::string text = event_text("retrieval", R"({"query":5,"documents":["raw"]})");
  assay::validator<event> v({.level = assay::level::reference});
  event e;
  REQUIRE(v.read(text, e));
  CHECK(std::holds_alternative<assay::untyped_payload>(e.payload));
}

TEST_CASE("validator: values after an element that is kept raw are checked as usual") {
  assay::validator<event> v;
  event e;
  for (const char* rest : {R"(,"metadata":5)", R"(,"query":5)"}) {
    const std::string text =
        event_text("retrieval", R"({"documents":["raw",{"id":5}])" + std::string(rest) + "}");
    CAPTURE(text);
    CHECK_FALSE(v.check(text));
    CHECK_FALSE(v.read(text, e));
    CHECK(v.report().violations().back().code == assay::code::type_mismatch);
  }
  CHECK_FALSE(v.check(std::string_view(
      event_text("retrieval", R"({"query":"q","documents":["raw"]})", R"(,"parent_id":5)"))));
}

namespace ledgers {

struct entry {
  std::int64_t amount{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(entry, (), (amount, additional))
consteval auto rules_of(const entry*) {
  return assay::rules(assay::field<&entry::amount>("", assay::enforced_from(assay::level::strict)));
}

struct ledger {
  std::vector<std::vector<assay::typed_or_raw<entry>>> rows{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(ledger, (), (rows, additional))

} // namespace ledgers

TEST_CASE("validator: an element may be kept raw where its array may not") {
  assay::validator<ledgers::ledger> v({.level = assay::level::reference});
  ledgers::ledger l;
  CHECK(v.check(R"({"rows":[["raw",{"amount":1},{"amount":"x"}],[]]})"));
  REQUIRE(v.read(R"({"rows":[["raw",{"amount":1},{"amount":"x"}],[]]})", l));
  REQUIRE(l.rows.size() == 2);
  REQUIRE(l.rows[0].size() == 3);
  CHECK(std::holds_alternative<assay::raw_json>(l.rows[0][0]));
  CHECK(std::holds_alternative<ledgers::entry>(l.rows[0][1]));
  CHECK(std::holds_alternative<assay::raw_json>(l.rows[0][2]));
  for (const char* text :
       {R"({"rows":[["raw"],5]})", R"({"rows":[5,["raw"]]})", R"({"rows":[[{"amount":1}],5]})"}) {
    CHECK_FALSE(v.check(text));
    CHECK_FALSE(v.read(text, l));
  }
}

TEST_CASE(
    "validator: a warning in an element does not become an error because its array must fit") {
  assay::validator<ledgers::ledger> v({.level = assay::level::published});
  ledgers::ledger l;
  REQUIRE(v.read(R"({"rows":[[{"amount":"x"}]]})", l));
  CHECK(summary_of(v.report()) == list{"warning type_mismatch /rows/0/0/amount @20"});
  CHECK(std::holds_alternative<assay::raw_json>(l.rows[0][0]));
}

TEST_CASE("validator: nothing remains of the last event") {
  assay::validator<event> v;
  for (const char* text : {"{]", "[1]", "{\"x\":1,", "nullx", ""}) {
    REQUIRE(v.check(good));
    REQUIRE(v.text_of<&event::seq>() == "7");
    REQUIRE(v.alternative().has_value());
    CHECK_FALSE(v.check(text));
    CHECK(v.text_of<&event::seq>().empty());
    CHECK(v.text_of_tag().empty());
    CHECK_FALSE(v.alternative().has_value());
  }
}

TEST_CASE("validator: a member that fits is read, whatever precedes it") {
  assay::validator<event> v({.level = assay::level::reference});
  event e;
  REQUIRE(v.read(std::string_view(event_text("metric", R"({"name":"m","value":1})",
                                             R"(,"metadata":5,"span_id":"s")")),
                 e));
  CHECK(e.span_id == "s");
  REQUIRE(e.additional.list.size() == 1);
  CHECK(e.additional.list[0].first == "metadata");
}

TEST_CASE("validator: each object keeps its own unknown members") {
  assay::validator<event> v;
  event e;
  std::string text = event_text("metric", R"({"a":1,"name":"m","value":1,"b":2})", R"(,"y":4)");
  text.insert(1, R"("w":0,"x":3,)");
  for (int round = 0; round < 2; ++round) {
    REQUIRE(v.read(text, e));
    const auto names = [](const assay::additional_members& all) {
      std::string out;
      for (const auto& member : all.list) out += member.first;
      return out;
    };
    CHECK(names(e.additional) == "wxy");
    CHECK(names(std::get<assay::promptetheus::metric>(e.payload).additional) == "ab");
  }
}

TEST_CASE("validator: invalid JSON is reported, however many violations precede it") {
  const std::string text =
      R"({"type":1,"session_id":2,"timestamp":3,"seq":"4","idempotency_key":5,"payload":6,"span_id":nul})";
  const std::string last = "error invalid_syntax /span_id @94";
  CHECK(found_in(text).size() == 7);
  CHECK(found_in(text).back() == last);
  for (const std::size_t n : {1u, 2u, 3u, 6u}) {
    assay::options o;
    o.limits.max_violations = n;
    const list found = found_in(text, o);
    CHECK(found.size() == n);
    CHECK(found.back() == last);
  }
  CHECK(assay::read<event>(text).error() == assay::code::invalid_syntax);
}

TEST_CASE("validator: has_tag reports whether a member names the event's type") {
  STATIC_REQUIRE(assay::validator<event>::has_tag());
  STATIC_REQUIRE_FALSE(assay::validator<assay::promptetheus::tool_call>::has_tag());
}
