// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/differential.hpp"

#include "assay/json/parse_raw.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/walk.hpp"
#include "assay/json/write.hpp"
#include "assay/schema/rules.hpp"

#include "support/catch.hpp"

#include <boost/describe/class.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using assay::code;
using assay::level;
using assay::testing::differential;
using assay::testing::disagreement;
using assay::testing::disagreement_kind;
using assay::testing::disagreement_report;
using assay::testing::sample_kind;

namespace weather {

struct reading {
  std::string sensor{};
  std::uint64_t n{};
  assay::optional_or_null<double> value{};
  std::optional<std::vector<std::string>> tags{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(reading, (), (sensor, n, value, tags, additional))

consteval auto rules_of(const reading*) {
  using namespace assay;
  return rules(all_enforced_from(level::reference),
               field<&reading::sensor>("Which one.", min_length(1)),
               field<&reading::n>("Counted from 0."),
               field<&reading::value>("What was read.", required_from(level::strict)),
               field<&reading::tags>("Labels.", not_null()));
}

} // namespace weather

namespace {

using weather::reading;

bool accepts(std::string_view text) { return assay::check<reading>(text); }

/// A parser with a fault: it accepts texts whose only errors have this code.
auto blind_to(code c) {
  return [c](std::string_view text) {
    assay::validator<reading> v;
    v.check(text);
    const auto found = v.report().violations();
    return std::all_of(found.begin(), found.end(),
                       [c](const assay::violation& x) { return x.code == c; });
  };
}

/// A harness that generates nothing.
differential<reading> with_corpus(std::vector<std::string> texts) {
  differential<reading> d;
  d.kinds = {};
  d.corpus = std::move(texts);
  d.shows_corpus = true;
  return d;
}

constexpr std::string_view long_valid =
    R"({"sensor":"roof","n":17,"value":-3.25,"tags":["a","b"],"more":{"x":[1,2]}})";

} // namespace

TEST_CASE("differential: a correct parser has no disagreements") {
  differential<reading> d;
  d.count = 300;
  d.levels = {level::reference, level::published, level::strict};
  const disagreement_report r = d.run(
      [](std::string_view text, level at) {
        assay::options o;
        o.level = at;
        return assay::check<reading>(text, o);
      },
      [](std::string_view text) { return std::optional(std::string(text)); });
  INFO(to_string(r));
  CHECK(r);
  CHECK(r.texts == 3 * 3 * 300);
  CHECK(r.accepted + r.rejected == r.texts);
  CHECK(r.calls == r.texts);
  CHECK(r.accepted >= 900);
  CHECK(r.rejected >= 900);
}

TEST_CASE("differential: a text that a parser wrongly accepts is reduced to its cause") {
  const auto d = with_corpus({std::string(long_valid),
                              R"({"sensor":"roof","n":17,"value":-3.25,"sensor":"cellar"})",
                              R"({"sensor":"roof","n":17,"tags":["a"],"tags":["b"]})",
                              R"({"sensor":"x","n":1,"sensor":"y","more":[]})"});
  const disagreement_report r = d.run(blind_to(code::duplicate_member));
  CHECK_FALSE(r);
  CHECK(r.texts == 4);
  CHECK(r.accepted == 1);
  CHECK(r.rejected == 0);
  REQUIRE(r.disagreements.size() == 2);
  const disagreement& twice = r.disagreements[0];
  CHECK(twice.what == disagreement_kind::accepts_invalid);
  CHECK(twice.code == code::duplicate_member);
  CHECK(twice.path == "/sensor");
  CHECK(twice.count == 2);
  CHECK(twice.origin.number == 1);
  CHECK_FALSE(twice.origin.kind.has_value());
  CHECK(twice.original_size == 56);
  CHECK(twice.text == R"({"sensor":"a","n":0,"sensor":0})");
  CHECK(twice.violations ==
        std::vector<std::string>{
            "/sensor: duplicate member; first occurrence at byte 1 [duplicate_member]"});
  CHECK(twice.is_minimal);
  CHECK(r.disagreements[1].path == "/tags");
  CHECK(r.disagreements[1].text == R"({"sensor":"a","n":0,"tags":[],"tags":0})");
}

TEST_CASE("differential: wrongly rejected texts are reported once for each cause") {
  std::vector<std::string> texts;
  for (int n = 0; n < 20; ++n)
    texts.push_back(R"({"sensor":"roof )" + std::to_string(n) +
                    (n % 2 == 0 ? R"(","value":null,"n":)" : R"(","tags":[],"n":)") +
                    std::to_string(n) + "}");
  const disagreement_report r = with_corpus(texts).run([](std::string_view text) {
    return accepts(text) && assay::find_value(text, "/value") != "null" &&
           assay::find_value(text, "/tags").empty();
  });
  CHECK(r.accepted == 0);
  REQUIRE(r.disagreements.size() == 2);
  for (const disagreement& d : r.disagreements) {
    CHECK(d.what == disagreement_kind::rejects_valid);
    CHECK(d.count == 10);
    CHECK_FALSE(d.code.has_value());
    CHECK(d.violations.empty());
  }
  CHECK(r.disagreements[0].text == R"({"sensor":"a","tags":[],"n":0})");
  CHECK(r.disagreements[0].path == "/tags");
  CHECK(r.disagreements[0].found == assay::kind::array);
  CHECK(r.disagreements[0].difference == "accepted without this member");
  CHECK(r.disagreements[1].text == R"({"sensor":"a","value":null,"n":0})");
  CHECK(r.disagreements[1].path == "/value");
}

TEST_CASE(
    "differential: a remedy for a valid text shows why it is rejected, for any number of texts") {
  differential<reading> d;
  d.count = 400;
  d.max_reductions = 12;
  const auto told = [&](std::string_view part, std::string_view difference) {
    const disagreement_report r =
        d.run([&](std::string_view text) { return accepts(text) && text.find(part) == text.npos; });
    CAPTURE(to_string(r));
    REQUIRE(r.disagreements.size() >= 1);
    CHECK(r.disagreements.size() <= 2);
    CHECK(r.left_out == 0);
    CHECK(r.disagreements[0].what == disagreement_kind::rejects_valid);
    CHECK(r.disagreements[0].difference == difference);
    CHECK(r.disagreements[0].count >= 3);
  };
  told("\\u", "accepted without its escapes");
  told("\xEF\xBB\xBF{", "accepted without the byte order mark");
  told("\n", "accepted without the white space");
  const disagreement_report r = d.run([&](std::string_view text) {
    return accepts(text) && assay::find_value(text, "/value") != "null";
  });
  REQUIRE(r.disagreements.size() == 1);
  CHECK(r.disagreements[0].path == "/value");
  CHECK(r.disagreements[0].found == assay::kind::null);
  CHECK(r.disagreements[0].count > 10);
}

TEST_CASE("differential: a changed value is found, with exact numbers") {
  const auto through_double = [](std::string_view text) -> std::optional<std::string> {
    const std::string_view n = assay::find_value(text, "/n");
    std::string out(text);
    const auto rounded = static_cast<std::uint64_t>(std::strtod(std::string(n).c_str(), nullptr));
    return out.replace(static_cast<std::size_t>(n.data() - text.data()), n.size(),
                       std::to_string(rounded));
  };
  const auto d = with_corpus({R"({"sensor":"roof","n":9007199254740992})",
                              R"({"sensor":"roof","n":9007199254740993,"value":1.50})",
                              R"({"sensor":"cellar","n":9007199254740995})"});
  const disagreement_report r = d.run(accepts, through_double);
  CHECK(r.accepted == 3);
  REQUIRE(r.disagreements.size() == 1);
  const disagreement& rounded = r.disagreements[0];
  CHECK(rounded.what == disagreement_kind::changes_value);
  CHECK(rounded.count == 2);
  CHECK(rounded.path == "/n");
  CHECK(rounded.difference == "another number");
  CHECK(rounded.text == R"({"sensor":"a","n":9007199254740993})");
  CHECK(rounded.written == R"({"sensor":"a","n":9007199254740992})");
  CHECK(rounded.violations.empty());
}

TEST_CASE("differential: a loss in a free-form part is reported once, whatever its name is") {
  const auto without_others = [](std::string_view text) -> std::optional<std::string> {
    std::string out = R"({"sensor":)";
    out += assay::find_value(text, "/sensor");
    out += R"(,"n":)";
    return out += std::string(assay::find_value(text, "/n")) + '}';
  };
  const disagreement_report r =
      with_corpus({R"({"sensor":"s","n":1,"color":"red"})", R"({"sensor":"s","n":1,"size":[2]})",
                   R"({"sensor":"s","n":1,"size":[3]})"})
          .run(accepts, without_others);
  REQUIRE(r.disagreements.size() == 2); // the names of the event itself distinguish causes
  CHECK(r.disagreements[0].path == "/color");
  CHECK(r.disagreements[0].text == R"({"sensor":"a","n":0,"color":0})");
  CHECK(r.disagreements[0].difference == "missing member");
  CHECK(r.disagreements[1].path == "/size");
  CHECK(r.disagreements[1].count == 2);

  const disagreement_report none =
      with_corpus({std::string(long_valid)}).run(accepts, [](std::string_view) {
        return std::optional<std::string>();
      });
  REQUIRE(none.disagreements.size() == 1);
  CHECK(none.disagreements[0].difference == "nothing is written");
  CHECK(none.disagreements[0].text == R"({"sensor":"a","n":0})");
}

TEST_CASE("differential: allowed disagreements are only counted") {
  auto d = with_corpus({R"({"sensor":"a","n":1,"n":2})", R"({"sensor":"a","n":-1})"});
  const auto anything = [](std::string_view) { return true; };
  CHECK(d.run(anything).disagreements.size() == 2);
  d.allowed = {code::duplicate_member};
  const disagreement_report r = d.run(anything);
  CHECK(r.allowed == 1);
  REQUIRE(r.disagreements.size() == 1);
  CHECK(r.disagreements[0].code == code::out_of_range);
  CHECK(r.disagreements[0].text == R"({"sensor":"a","n":-1})");
  d.allows = [](const disagreement& x) {
    return x.path == "/n" && x.text == R"({"sensor":"a","n":-1})";
  };
  CHECK(d.run(anything));
  CHECK(d.run(anything).allowed == 2);
}

TEST_CASE("differential: an exception of the parser is a rejection, and is counted") {
  const auto d = with_corpus({std::string(long_valid), "{}", R"({"sensor":"s","n":1})"});
  const disagreement_report r = d.run([](std::string_view text) {
    if (assay::find_value(text, "/value") == "-3.25") throw std::runtime_error("value");
    if (text == "{}") throw 1;
    return accepts(text);
  });
  CHECK(r.thrown == 2);
  CHECK(r.rejected == 1);
  CHECK(r.accepted == 1);
  REQUIRE(r.disagreements.size() == 1);
  CHECK(r.disagreements[0].text == R"({"sensor":"a","n":0,"value":-3.25})");
}

TEST_CASE("differential: the work is bounded, and omitted texts are counted") {
  auto d = with_corpus({R"({"sensor":"","n":1})", R"({"sensor":"a","n":-1})", R"({"n":1})",
                        R"({"sensor":"","n":2})", R"({"sensor":"a"})"});
  d.max_reductions = 2;
  d.max_calls = 3;
  const disagreement_report r = d.run([](std::string_view) { return true; });
  CHECK(r.disagreements.size() == 2);
  CHECK(r.left_out == 2);
  CHECK(r.calls <= 5 + 2 * (3 + 1));
  CHECK_FALSE(r);
  CHECK_FALSE(r.disagreements[0].is_minimal);
  d.max_reductions = 0;
  CHECK(d.run([](std::string_view) { return true; }).left_out == 5);
  CHECK_FALSE(d.run([](std::string_view) { return true; }));
}

TEST_CASE("differential: each generated text can be made again from its seed") {
  differential<reading> d;
  d.seed = 4'000'000'000'000;
  d.count = 200;
  d.kinds = {sample_kind::almost_valid};
  const disagreement_report r = d.run([](std::string_view) { return true; });
  REQUIRE_FALSE(r.disagreements.empty());
  std::size_t sum = r.accepted;
  for (const disagreement& x : r.disagreements) {
    sum += x.count;
    assay::testing::source from(x.origin.number);
    const auto s = assay::testing::generate<reading>(*x.origin.kind, from);
    CHECK(s.text.size() == x.original_size);
    CHECK(s.reason == x.origin.reason);
    REQUIRE(s.violation.has_value());
    CHECK(s.violation->code == x.code);
    CHECK(x.text.size() <= s.text.size());
    CHECK(assay::check<reading>(x.text) == false);
  }
  CHECK(sum == 200);
  CHECK(to_string(d.run([](std::string_view) { return true; })) == to_string(r));
}

TEST_CASE("differential: planted faults are found among generated texts, each by its code") {
  differential<reading> d;
  d.count = 150;
  for (const code planted : {code::duplicate_member, code::nonfinite_number, code::lone_surrogate,
                             code::invalid_utf8, code::trailing_content}) {
    const disagreement_report r = d.run(blind_to(planted));
    CAPTURE(name_of(planted), to_string(r));
    CHECK(r.disagreements.size() >= 1);
    CHECK(r.disagreements.size() <= 8);
    for (const disagreement& x : r.disagreements) {
      CHECK(x.code == planted);
      CHECK(x.violations.size() == 1);
      CHECK(x.text.size() < 60);
    }
    d.allowed = {planted};
    CHECK(d.run(blind_to(planted)));
    d.allowed = {};
  }
}

TEST_CASE("differential: the report states what was found, for people") {
  auto d = with_corpus({R"({"sensor":"roof","n":1,"more":"secret","n":2})", std::string(long_valid),
                        "{\"sensor\":\"\xff\",\"n\":1}"});
  const auto fails = [](std::string_view text) {
    return !accepts(text) && assay::is_valid_json(text);
  };
  CHECK(to_string(d.run(fails)) == R"(3 texts: both accept 0 and reject 1; 2 disagreements

1. accepted, but invalid [duplicate_member] at /n, in 1 text
  first: corpus, text 0, level published
  45 bytes, reduced to 26:
    {"sensor":"a","n":0,"n":0}
  assay: /n: duplicate member; first occurrence at byte 14 [duplicate_member]

2. rejected, but valid, in 1 text
  first: corpus, text 1, level published
  74 bytes, reduced to 20:
    {"sensor":"a","n":0}
  assay: accepted
)");
  const auto anything = [](std::string_view text) { return !accepts(text); };
  CHECK(to_string(d.run(anything)).find("    \"\\xFF\n") != std::string::npos);

  assay::text_buffer json;
  append_json(json, d.run(fails));
  CHECK(
      json.view() ==
      R"({"texts":3,"accepted":0,"rejected":1,"allowed":0,"left_out":0,"failed":0,"thrown":0,"calls":)" +
          std::to_string(d.run(fails).calls) +
          R"(,"disagreements":[{"what":"accepts_invalid","level":"published","kind":"corpus",)"
          R"("place":0,"reason":null,"count":1,"code":"duplicate_member","path":"/n",)"
          R"("difference":null,"original_size":45,"minimal":true,)"
          R"("text":"{\"sensor\":\"a\",\"n\":0,\"n\":0}","violations":["/n: duplicate member; )"
          R"(first occurrence at byte 14 [duplicate_member]"]},)"
          R"({"what":"rejects_valid","level":"published","kind":"corpus","place":1,)"
          R"("reason":null,"count":1,"code":null,"path":"","difference":null,)"
          R"("original_size":74,"minimal":true,"text":"{\"sensor\":\"a\",\"n\":0}",)"
          R"("violations":[]}]})");
  json.clear();
  append_json(json, d.run(anything));
  CHECK(json.view().find(R"("base64":"Iv8=")") != std::string_view::npos);
}

TEST_CASE("differential: by default, reports do not show values of the caller's corpus") {
  auto d =
      with_corpus({R"({"sensor":"secret","n":4711,"value":8.15,"tags":["secret"],"tags":[]})",
                   "{\"sensor\":\"secret\",\"n\":4711", "{\"sensor\":\"secret\xff\",\"n\":1}"});
  d.shows_corpus = false;
  d.max_calls = 2; // so that nothing is reduced
  const auto wrong = [](std::string_view text) { return !accepts(text); };
  const disagreement_report r = d.run(wrong);
  assay::text_buffer json;
  append_json(json, r);
  const std::string text = to_string(r);
  for (const std::string_view shown : {std::string_view(text), json.view()}) {
    CHECK(shown.find("secret") == shown.npos);
    CHECK(shown.find("4711") == shown.npos);
    CHECK(shown.find("8.15") == shown.npos);
  }
  CHECK(text.find(R"(    {"sensor":string,"n":number,)") != text.npos);
  CHECK(text.find("    (not JSON, ") != text.npos);
  CHECK(json.view().find(R"("shape":"(not JSON, )") != std::string_view::npos);
}

namespace weather {

/// No generated number satisfies its rule.
struct hopeless {
  int n{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(hopeless, (), (n, additional))
constexpr bool is_a_secret(int n) { return n == 424'242; }
consteval auto rules_of(const hopeless*) {
  return assay::rules(
      assay::field<&hopeless::n>("", assay::satisfies<is_a_secret>("a certain number")));
}

} // namespace weather

TEST_CASE("differential: a parser is not accepted if texts could not be generated as intended") {
  differential<weather::hopeless> d;
  d.kinds = {sample_kind::valid};
  d.count = 10;
  const disagreement_report found = d.run([](std::string_view) { return false; });
  CHECK(!found);
  CHECK(found.failed == 10);
  CHECK(found.texts == 0);
  CHECK(to_string(found).find("10 could not be generated as intended") != std::string::npos);
  d.count = 0;
  CHECK(!d.run([](std::string_view) { return true; }));
}
