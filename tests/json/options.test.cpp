#include "assay/json/options.hpp"

#include "support/catch.hpp"

#include "assay/json/validator.hpp"

#include <boost/describe/class.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What each option does, shown on a small struct of this file's own.

namespace notes {

struct note {
  std::string text{};
  std::optional<std::vector<std::string>> tags{};
  std::optional<assay::raw_json> body{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(note, (), (text, tags, body, additional))

consteval auto rules_of(const note*) { return assay::rules(assay::all_enforced_from(assay::level::reference)); }

} // namespace notes

namespace {

using assay::options;

/// The violations as people read them, after their offsets.
std::vector<std::string> found(std::string_view text, const options& o) {
  assay::validator<notes::note> v(o);
  v.check(text);
  std::vector<std::string> out;
  for (const assay::violation& x : v.report().violations()) out.push_back(std::to_string(x.offset.value()) + " " + to_string(x));
  return out;
}
std::vector<std::string> found(std::string_view text, const assay::limits& l) {
  options o;
  o.limits = l;
  return found(text, o);
}

using lines = std::vector<std::string>;

} // namespace

TEST_CASE("options: by default the published schema is asked for, and lone surrogates are refused") {
  const options o;
  CHECK(o.level == assay::level::published);
  CHECK(o.lone_surrogates == assay::surrogate_policy::reject);
  CHECK_FALSE(o.keep_unknown_types);
  CHECK_FALSE(o.reject_unknown_members);
}

TEST_CASE("options: max_depth counts containers, the event included") {
  CHECK(found(R"({"text":"","body":[[1]]})", {.max_depth = 3}) == lines{});
  CHECK(found(R"({"text":"","body":[[[]]]})", {.max_depth = 3}) ==
        lines{"20 /body/0/0: expected at most 3 containers inside one another [depth_exceeded]"});
  CHECK(found(R"({"text":"","tags":[]})", {.max_depth = 1}) ==
        lines{"18 /tags: expected at most 1 containers inside one another [depth_exceeded]"});
  CHECK(found(R"({"text":"","other":{}})", {.max_depth = 1}) ==
        lines{"19 /other: expected at most 1 containers inside one another [depth_exceeded]"});
  CHECK(found("{}", {.max_depth = 0}) == lines{"0 (event): expected at most 0 containers inside one another [depth_exceeded]"});
}

TEST_CASE("options: a max_depth beyond the greatest counts as that") {
  const auto event = [](std::size_t depth) {
    return R"({"text":"","body":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  CHECK(found(event(65'536), {.max_depth = 4'000'000'000}) == lines{});
  const lines one = found(event(65'537), {.max_depth = 4'000'000'000});
  REQUIRE(one.size() == 1);
  CHECK(one[0].ends_with(": expected at most 65536 containers inside one another [depth_exceeded]"));
}

TEST_CASE("options: max_document_bytes counts the whole text") {
  constexpr std::string_view text = R"({"text":"abc"})";
  CHECK(found(text, {.max_document_bytes = text.size()}) == lines{});
  CHECK(found(text, {.max_document_bytes = text.size() - 1}) == lines{"0 (event): expected at most 13 bytes [document_too_large]"});
}

TEST_CASE("options: max_string_bytes counts a string and a name as they stand in the text") {
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

TEST_CASE("options: max_members counts elements, and members that the schema does not name") {
  CHECK(found(R"({"text":"","tags":["a","b"],"x":1,"y":2})", {.max_members = 2}) == lines{});
  CHECK(found(R"({"text":"","tags":["a","b","c"]})", {.max_members = 2}) ==
        lines{"27 /tags/2: expected at most 2 elements or members [too_many_members]"});
  CHECK(found(R"({"text":"","x":1,"y":2,"z":3})", {.max_members = 2}) ==
        lines{"23 /z: expected at most 2 elements or members [too_many_members]"});
  CHECK(found(R"({"text":"","body":[1,2,3,{"a":1,"b":2,"c":3}]})", {.max_members = 2}) == lines{}); // becomes one text
}

TEST_CASE("options: max_violations bounds the report, not the verdict") {
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

TEST_CASE("options: lone surrogates are refused or replaced, in typed and in free parts") {
  constexpr std::string_view text = R"({"text":"\udc00x","body":{"\ud800":"\ud800\ud83d\ude00"}})";
  CHECK(found(text, options{}) == lines{"9 /text: this surrogate escape lacks its other half [lone_surrogate]"});
  assay::validator<notes::note> v({.lone_surrogates = assay::surrogate_policy::replace});
  notes::note n;
  REQUIRE(v.read(text, n));
  CHECK(n.text == "\xEF\xBF\xBDx");
  CHECK(n.body->text() == R"({"\ufffd":"\ufffd\ud83d\ude00"})");
}

TEST_CASE("options: unknown members pass, are warned of at strict, or rejected there") {
  constexpr std::string_view text = R"({"text":"","x":1})";
  CHECK(found(text, options{}) == lines{});
  CHECK(found(text, options{.reject_unknown_members = true}) == lines{});
  CHECK(found(text, options{.level = assay::level::strict}) == lines{"11 /x: warning: the schema names no such member [unknown_member]"});
  CHECK(found(text, options{.level = assay::level::strict, .reject_unknown_members = true}) ==
        lines{"11 /x: the schema names no such member [unknown_member]"});
}
