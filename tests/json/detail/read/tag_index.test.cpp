// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/read/tag_index.hpp"

#include "support/catch.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace {

using assay::detail::tag_index;

/// A scanner of one text and its tags.
struct tags_of {
  explicit tags_of(std::string_view json)
      : text(std::string(json) + "}"), scanner(assay::options{}, nullptr) {
    scanner.set_text(text.data(), text.data() + text.size(), assay::detail::framing::document);
  }
  /// Returns the text from the value of the tag of the object that begins there: "" if it has none,
  /// "given up" if the text is invalid JSON.
  std::string find(std::size_t object, std::string_view name, unsigned depth = 100) {
    const char* value = nullptr;
    if (!index.find(scanner, text.data() + object, name, depth, value)) return "given up";
    if (value == nullptr) return "";
    const auto at = static_cast<std::size_t>(value - text.data());
    return text.substr(at, text.size() - 1 - at);
  }

  std::string text;
  assay::detail::scanner scanner;
  tag_index index;
};

} // namespace

TEST_CASE("tag_index: a tag is found at any place, however its name is written") {
  CHECK(tags_of(R"({"type":"a"})").find(0, "type") == R"("a"})");
  CHECK(tags_of(R"({"x":{"type":"b"},"type":"a"})").find(0, "type") == R"("a"})");
  CHECK(tags_of(R"({"x":[{"type":"b"}] , "t\u0079pe" : 5 })").find(0, "type") == "5 }");
  CHECK(tags_of(R"({"x":1})").find(0, "type") == "");
  CHECK(tags_of(R"({"x":{"type":"b"}})").find(0, "type") == "");
  CHECK(tags_of("{}").find(0, "type") == "");
}

TEST_CASE("tag_index: the first of several counts") {
  CHECK(tags_of(R"({"type":1,"type":2})").find(0, "type") == R"(1,"type":2})");
}

TEST_CASE("tag_index: nested objects and names of other unions are found in any order") {
  tags_of t(R"({"a":{"b":{"type":1,"kind":2},"type":3},"type":4})");
  CHECK(t.find(0, "type") == "4}");
  CHECK(t.find(5, "type") == R"(3},"type":4})");
  CHECK(t.find(10, "type").starts_with("1,"));
  CHECK(t.find(10, "kind").starts_with("2}"));
  CHECK(t.find(5, "kind") == "");
  CHECK(t.find(0, "kind") == "");
  CHECK(t.find(5, "type") == R"(3},"type":4})");
  t.index.clear();
  CHECK(t.find(10, "type").starts_with("1,"));
}

TEST_CASE("tag_index: gives the first and the second place of a name in an object") {
  tags_of t(R"({"type":1,"x":{"type":2},"type":3,"type":4})");
  const auto places = [&](std::size_t object, std::string_view name) {
    const auto found = t.index.places_of(t.text.data() + object, name);
    const auto place = [&](const char* p) {
      return p == nullptr ? "null" : std::to_string(p - t.text.data());
    };
    return place(found.first) + ' ' + place(found.again);
  };
  CHECK(places(0, "type") == "null null"); // nothing was scanned yet
  CHECK(t.find(0, "type").starts_with("1,"));
  CHECK(places(0, "type") == "1 25");
  CHECK(places(14, "type") == "15 null");
  CHECK(places(0, "kind") == "null null");
}

TEST_CASE("tag_index: forgets the tags when the text in the same place changes") {
  tags_of t(R"({"type":"a","x":{"type":"b"}})");
  CHECK(t.find(0, "type").starts_with(R"("a")"));
  CHECK(t.find(16, "type").starts_with(R"("b")"));
  t.text = R"({"x":7777777777777,"type":"c"}})";
  t.index.clear();
  CHECK(t.find(0, "type").starts_with(R"("c")"));
}

TEST_CASE("tag_index: invalid JSON and text that is too deep end the search") {
  for (const std::string_view text : {R"({"a" 1})", R"({"a":1 "b":2})", R"({"a":[1}])",
                                      R"({"a":tru})", R"({"a":"\x"})", "{,}", R"({"a":1,})"})
    CHECK(tags_of(text).find(0, "type") == "given up");
  const std::string_view deep = R"({"a":[{"type":1}]})";
  CHECK(tags_of(deep).find(0, "type", 3) == "");
  CHECK(tags_of(deep).find(0, "type", 2) == "given up");
  CHECK(tags_of(deep).find(0, "type", 0) == "given up");
}
