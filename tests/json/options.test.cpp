// SPDX-License-Identifier: BSL-1.0
#include "assay/json/options.hpp"

#include "support/catch.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <boost/describe/class.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What each option does, shown with a small struct.

namespace notes {

struct note {
  std::string text{};
  std::optional<std::vector<std::string>> tags{};
  std::optional<assay::raw_json> body{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(note, (), (text, tags, body, additional))

consteval auto rules_of(const note*) {
  return assay::rules(assay::all_enforced_from(assay::level::reference));
}

} // namespace notes

namespace {

using assay::options;

/// Returns the violations as text, after their offsets.
std::vector<std::string> found(std::string_view text, const options& o) {
  assay::validator<notes::note> v(o);
  v.check(text);
  std::vector<std::string> out;
  for (const assay::violation& x : v.report().violations())
    out.push_back(std::to_string(x.offset.value()) + " " + to_string(x));
  return out;
}
std::vector<std::string> found(std::string_view text, const assay::limits& l) {
  options o;
  o.limits = l;
  return found(text, o);
}

using lines = std::vector<std::string>;

} // namespace

TEST_CASE("options: by default the level is published, and lone surrogates are rejected") {
  const options o;
  CHECK(o.level == assay::level::published);
  CHECK(o.lone_surrogates == assay::surrogate_policy::reject);
  CHECK_FALSE(o.keep_unknown_types);
  CHECK_FALSE(o.reject_unknown_members);
}

TEST_CASE("options: max_depth counts containers, the event included") {
  CHECK(found(R"({"text":"","body":[[1]]})", {.max_depth = 3}) == lines{});
  CHECK(found(R"({"text":"","body":[[[]]]})", {.max_depth = 3}) ==
        lines{"20 /body/0/0: expected at most 3 levels of nesting [depth_exceeded]"});
  CHECK(found(R"({"text":"","tags":[]})", {.max_depth = 1}) ==
        lines{"18 /tags: expected at most 1 levels of nesting [depth_exceeded]"});
  CHECK(found(R"({"text":"","other":{}})", {.max_depth = 1}) ==
        lines{"19 /other: expected at most 1 levels of nesting [depth_exceeded]"});
  CHECK(found("{}", {.max_depth = 0}) ==
        lines{"0 (event): expected at most 0 levels of nesting [depth_exceeded]"});
}

TEST_CASE("options: a max_depth above the greatest counts as the greatest") {
  const auto event = [](std::size_t depth) {
    return R"({"text":"","body":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') +
           "}";
  };
  CHECK(found(event(65'536), {.max_depth = 4'000'000'000}) == lines{});
  const lines one = found(event(65'537), {.max_depth = 4'000'000'000});
  REQUIRE(one.size() == 1);
  CHECK(one[0].ends_with(": expected at most 65536 levels of nesting [depth_exceeded]"));
}

TEST_CASE("options: max_document_bytes counts the whole text") {
  constexpr std::string_view text = R"({"text":"abc"})";
  CHECK(found(text, {.max_document_bytes = text.size()}) == lines{});
  CHECK(found(text, {.max_document_bytes = text.size() - 1}) ==
        lines{"0 (event): expected at most 13 bytes [document_too_large]"});
}

TEST_CASE("options: max_string_bytes counts a string and a name as they are written") {
  CHECK(found(R"({"text":"abcd"})", {.max_string_bytes = 4}) == lines{});
  CHECK(found(R"({"text":"abcde"})", {.max_string_bytes = 4}) ==
        lines{"8 /text: expected at most 4 bytes in a string or name [string_too_long]"});
  CHECK(found(R"({"text":"\u0041"})", {.max_string_bytes = 4}) ==
        lines{"8 /text: expected at most 4 bytes in a string or name [string_too_long]"});
  CHECK(found(R"({"text":"","body":[{"a":"abcde"}]})", {.max_string_bytes = 4}) ==
        lines{"24 /body/0/a: expected at most 4 bytes in a string or name [string_too_long]"});
  CHECK(found(R"({"text":"","other":1})", {.max_string_bytes = 4}) ==
        lines{"11 /other: expected at most 4 bytes in a string or name [string_too_long]"});
}

TEST_CASE("options: max_string_bytes also limits names of the schema, at any place and however "
          "they are written") {
  const std::string padding = ",\"p\":\"" + std::string(4, 'p') + "\"";
  for (const std::size_t limit : {3u, 4u}) // "text" and "tags" have four
    for (const std::string& text :
         {R"({"text":"","tags":[])" + padding + "}", R"({"tags":[],"text":"")" + padding + "}",
          R"({"text" :"","tags" : [])" + padding + "}",
          R"({"p":"","text":"","tags":[])" + padding + "}", std::string(R"({"text":"","tags":[]})"),
          std::string(R"({"tags":[],"text":""})")}) {
      INFO(limit << " " << text);
      const std::size_t first = text.find(R"("t)");
      const lines expected = {std::to_string(first) + " /" + text.substr(first + 1, 4) +
                              ": expected at most 3 bytes in a string or name [string_too_long]"};
      CHECK(found(text, {.max_string_bytes = limit}) == (limit == 3 ? expected : lines{}));
    }
}

TEST_CASE("options: max_members counts elements and unknown members") {
  CHECK(found(R"({"text":"","tags":["a","b"],"x":1,"y":2})", {.max_members = 2}) == lines{});
  CHECK(found(R"({"text":"","tags":["a","b","c"]})", {.max_members = 2}) ==
        lines{"27 /tags/2: expected at most 2 elements or members [too_many_members]"});
  CHECK(found(R"({"text":"","x":1,"y":2,"z":3})", {.max_members = 2}) ==
        lines{"23 /z: expected at most 2 elements or members [too_many_members]"});
  CHECK(found(R"({"text":"","body":[1,2,3,{"a":1,"b":2,"c":3}]})", {.max_members = 2}) ==
        lines{}); // becomes one raw text
}

TEST_CASE("options: max_violations limits the report, not the verdict") {
  constexpr std::string_view text = R"({"text":1,"tags":[1,2,3]})";
  for (const std::size_t most : {0u, 1u, 3u, 4u, 5u}) {
    options o;
    o.limits.max_violations = most;
    assay::validator<notes::note> v(o);
    CAPTURE(most);
    CHECK_FALSE(v.check(text));
    CHECK(v.report().violations().size() == std::min<std::size_t>(most, 4));
    CHECK(v.report().truncated() == (most < 4));
  }
}

TEST_CASE("options: lone surrogates are rejected or replaced, in typed and in free-form parts") {
  constexpr std::string_view text = R"({"text":"\udc00x","body":{"\ud800":"\ud800\ud83d\ude00"}})";
  CHECK(found(text, options{}) ==
        lines{"9 /text: this surrogate escape lacks its other half [lone_surrogate]"});
  assay::validator<notes::note> v({.lone_surrogates = assay::surrogate_policy::replace});
  notes::note n;
  REQUIRE(v.read(text, n));
  CHECK(n.text == "\xEF\xBF\xBDx");
  CHECK(n.body->text() == R"({"\ufffd":"\ufffd\ud83d\ude00"})");
}

TEST_CASE("options: unknown members are accepted, and cause a warning or an error at strict") {
  constexpr std::string_view text = R"({"text":"","x":1})";
  CHECK(found(text, options{}) == lines{});
  CHECK(found(text, options{.reject_unknown_members = true}) == lines{});
  CHECK(found(text, options{.level = assay::level::strict}) ==
        lines{"11 /x: warning: the member is not in the schema [unknown_member]"});
  CHECK(found(text, options{.level = assay::level::strict, .reject_unknown_members = true}) ==
        lines{"11 /x: the member is not in the schema [unknown_member]"});
}

TEST_CASE("options: U+0000 causes a warning at strict; by option it is accepted, reported, "
          "replaced or rejected at every level") {
  using assay::level, assay::null_character_policy;
  constexpr std::string_view text =
      R"({"text":"a\u0000","tags":["\u0000"],"body":{"n\u0000":["\u0000","\\u0000"]},"o\u0000":"\u0000"})";
  using namespace std::string_literals;
  const std::vector<std::pair<std::size_t, std::string>> places = {
      {10, "/text"}, {27, "/tags/0"}, {46, "/body"}, {56, "/body/n\0/0"s}, {78, ""}, {87, "/o\0"s}};
  const auto judged = [&](level l, null_character_policy p) {
    options o{.level = l, .null_characters = p};
    assay::validator<notes::note> v(o);
    notes::note value;
    const bool accepted = v.check(text);
    std::vector<std::pair<std::size_t, std::string>> at;
    for (const assay::violation& x : v.report().violations()) {
      if (x.code != assay::code::null_character) continue;
      CHECK(x.severity == (accepted ? assay::severity::warning : assay::severity::error));
      at.emplace_back(x.offset.value(), x.path);
    }
    CHECK((at.empty() || at == places));
    const std::vector<assay::violation> checked(v.report().violations().begin(),
                                                v.report().violations().end());
    CHECK(v.read(text, value) == accepted);
    CHECK(std::equal(checked.begin(), checked.end(), v.report().violations().begin(),
                     v.report().violations().end()));
    o.limits.max_violations = 0;
    CHECK(assay::validator<notes::note>(o).check(text) == accepted);
    return (accepted ? "accepted" : "rejected") + std::string(at.empty() ? "" : ", told");
  };
  for (const level l : {level::reference, level::published, level::strict}) {
    CHECK(judged(l, null_character_policy::warn_at_strict) ==
          (l == level::strict ? "accepted, told" : "accepted"));
    CHECK(judged(l, null_character_policy::accept) == "accepted");
    CHECK(judged(l, null_character_policy::warn) == "accepted, told");
    CHECK(judged(l, null_character_policy::replace) == "accepted");
    CHECK(judged(l, null_character_policy::reject) == "rejected, told");
  }
  CHECK(found(R"({"text":"a\u0000"})", options{.null_characters = null_character_policy::reject}) ==
        lines{"10 /text: U+0000 in a string or name: many databases cannot store it "
              "[null_character]"});
}

TEST_CASE("options: a U+0000 that is replaced is read and written as U+FFFD") {
  const options o{.null_characters = assay::null_character_policy::replace};
  assay::validator<notes::note> v(o);
  notes::note value;
  REQUIRE(v.read(
      R"({"text":"a\u0000\ud83d\ude00\u0000","tags":["\u0000","b"],"body":["\u0000","\\u0000"],"o\u0000":"\u0000"})",
      value));
  CHECK(value.text == "a\xEF\xBF\xBD\xF0\x9F\x98\x80\xEF\xBF\xBD");
  CHECK(value.tags.value()[0] == "\xEF\xBF\xBD");
  CHECK(value.body.value().text() == R"(["\ufffd","\\u0000"])");
  assay::text_buffer out;
  REQUIRE(assay::write(value, out));
  CHECK(out.view() ==
        "{\"text\":\"a\xEF\xBF\xBD\xF0\x9F\x98\x80\xEF\xBF\xBD\",\"tags\":[\"\xEF\xBF\xBD\",\"b\"],"
        "\"body\":[\"\\ufffd\",\"\\\\u0000\"],\"o\xEF\xBF\xBD\":\"\\ufffd\"}");
  const options surrogates{.lone_surrogates =
                               assay::surrogate_policy::replace}; // each has its own option
  assay::validator<notes::note> other(surrogates);
  REQUIRE(other.read(R"({"text":"","body":["\u0000\ud800"]})", value));
  CHECK(value.body.value().text() == R"(["\u0000\ufffd"])");
}

TEST_CASE("options: numbers beyond a double cause a warning at strict, or are rejected at every "
          "level, at any place") {
  using assay::level;
  const auto judged = [](std::string_view text, level l, bool rejects) {
    options o{.level = l, .reject_number_overflow = rejects};
    assay::validator<notes::note> v(o);
    const bool accepted = v.check(text);
    std::string out = accepted ? "accepted" : "rejected";
    for (const assay::violation& x : v.report().violations())
      if (x.code == assay::code::number_overflow) {
        CHECK(x.severity == (accepted ? assay::severity::warning : assay::severity::error));
        CHECK(x.expected == "a number within the range of a double");
        out.append(" ").append(x.path).append("@").append(std::to_string(x.offset.value()));
      }
    return out;
  };
  const std::string zeros(309, '0');
  for (const std::string& number :
       {std::string("1e309"), std::string("-1E+400"), "1" + zeros, "-1" + zeros + ".5",
        std::string("0.1e310"), "1" + zeros + "e-0", "1" + std::string(250, '0') + "e99",
        std::string("1e99999999999999999999"), "0." + zeros + "1e999"}) {
    INFO(number);
    const std::string text = R"({"text":"","body":[)" + number + R"(],"other":)" + number + "}";
    const std::string places = " /body/0@19 /other@" + std::to_string(29 + number.size());
    CHECK(judged(text, level::reference, false) == "accepted");
    CHECK(judged(text, level::published, false) == "accepted");
    CHECK(judged(text, level::strict, false) == "accepted" + places);
    for (const level l : {level::reference, level::published, level::strict})
      CHECK(judged(text, l, true) == "rejected" + places);
  }
  for (const std::string& number :
       {std::string("1e308"), "1" + zeros.substr(1), "1" + zeros + "e-1", std::string("0e999"),
        std::string("-0.0e400"), std::string("1e-999"), "0." + zeros + "1e309",
        std::string("179769313486231570e291")}) {
    INFO(number);
    CHECK(judged(R"({"text":"","body":)" + number + "}", level::strict, true) == "accepted");
  }
}
