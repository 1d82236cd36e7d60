// SPDX-License-Identifier: BSL-1.0
#include "assay/json/references.hpp"

#include "support/catch.hpp"

#include "assay/json/self_references.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using assay::find_self_references;
using assay::is_same_id;
using assay::related_objects;
using assay::rule_violations;
using assay::detail::decoded_strings;

TEST_CASE("references: the characters of strings, decoded where they must be") {
  decoded_strings s;
  const std::string_view plain = R"("abc")";
  CHECK(s.characters_of(plain).data() == plain.data() + 1);
  const std::string_view first = s.characters_of(R"("\u0061\n")");
  for (int i = 0; i < 1000; ++i) s.characters_of(R"("\u0062")"); // earlier results stay valid
  CHECK(first == "a\n");
  for (const char* const none : {"", "null", "7", "[\"a\"]", R"("")"})
    CHECK(s.characters_of(none).empty());
}

namespace {

using lines = std::vector<std::string>;

/// Returns the reported texts, in the order of their places in `json`.
lines noted(const rule_violations& found) {
  std::vector<std::string_view> places;
  for (std::size_t i = 0; i < found.size(); ++i) places.push_back(found.place(i));
  std::sort(places.begin(), places.end(),
            [](auto a, auto b) { return std::less<>()(a.data(), b.data()); });
  return {places.begin(), places.end()};
}

/// Objects from one text, "id outer id outer ...": each is a JSON value, or - if it is missing.
struct outer_ids {
  explicit outer_ids(std::string text) : words(std::move(text)) {
    std::istringstream all(words);
    std::size_t at = 0;
    std::vector<std::string_view> texts;
    for (std::string word; all >> word;) {
      at = words.find(word, at);
      texts.push_back(word == "-" ? std::string_view()
                                  : std::string_view(words).substr(at, word.size()));
      at += word.size();
    }
    for (std::size_t i = 0; i + 1 < texts.size(); i += 2) objects.add(texts[i], texts[i + 1]);
    objects.resolve();
  }
  lines repeated() const {
    rule_violations found;
    objects.find_duplicate_ids("x", found);
    return noted(found);
  }
  lines absent() const {
    rule_violations found;
    objects.find_absent("x", found);
    return noted(found);
  }
  /// Returns where the reported texts begin.
  std::vector<std::ptrdiff_t> cycles() const {
    rule_violations found;
    objects.find_cycles("x", found);
    std::vector<std::ptrdiff_t> out;
    for (std::size_t i = 0; i < found.size(); ++i)
      out.push_back(found.place(i).data() - words.data());
    std::sort(out.begin(), out.end());
    return out;
  }

  std::string words;
  related_objects objects;
};

using offsets = std::vector<std::ptrdiff_t>;

} // namespace

TEST_CASE("references: every occurrence of an id after the first is reported") {
  CHECK(outer_ids(R"("a" - "b" - "a" - "c" - "\u0061" - "b" - "a" -)").repeated() ==
        lines{R"("a")", R"("\u0061")", R"("b")", R"("a")"});
  CHECK(outer_ids(R"("" - "" - - - - - 7 - 7 - null - null -)").repeated() == lines{}); // no ids
  CHECK(outer_ids("").repeated() == lines{});
}

TEST_CASE("references: every id of an unknown object is reported, but not an object's own") {
  CHECK(outer_ids(R"("a" "z" "b" "a" "c" "\u007a" "d" "d" "e" "" "f" 7 - "y")").absent() ==
        lines{R"("z")", R"("\u007a")", R"("y")"});
}

TEST_CASE("references: each cycle is reported once, where it closes") {
  CHECK(outer_ids(R"("a" - "b" "a" "c" "a")").cycles() == offsets{});
  CHECK(outer_ids(R"("a" "b" "b" "a")").cycles() == offsets{12});
  CHECK(outer_ids(R"("b" "a" "a" "b" "x" "a" "c" "d" "d" "c")").cycles() == offsets{12, 36});
  CHECK(outer_ids(R"("x" "a" "a" "b" "b" "c" "c" "a" "e" "f" "f" "g" "g" "e" "h" "i" "i" "h")")
            .cycles() == offsets{28, 52, 68});
  CHECK(outer_ids(R"("a" "a")").cycles() == offsets{}); // reported separately
}

TEST_CASE("references: an id means the first object that has it") {
  CHECK(outer_ids(R"("a" - "a" "b" "b" "a")").cycles() == offsets{});
  CHECK(outer_ids(R"("a" "b" "a" - "b" "a")").cycles() == offsets{18});
}

TEST_CASE("references: a claim agrees with earlier statements, adds one, or contradicts them") {
  const std::string_view texts[] = {R"("a")", R"("b")", R"("c")"};
  const auto make = [&](std::string_view outer_of_c) {
    related_objects o;
    o.add(texts[0], {});
    o.add(texts[1], {});
    o.add(texts[2], outer_of_c);
    o.add({}, {});
    o.resolve();
    return o;
  };
  related_objects silent = make({});
  CHECK(silent.claim(0, R"("c")"));
  CHECK(silent.claim(0, R"("c")")); // the same again
  CHECK_FALSE(silent.claim(1, R"("c")"));
  CHECK(silent.claim(0, R"("a")")); // itself: reported separately
  CHECK(silent.claim(0, R"("z")")); // unknown
  CHECK(silent.claim(0, "7"));
  rule_violations cycles;
  silent.find_cycles("x", cycles);
  CHECK(cycles.size() == 0);
  related_objects agrees = make(R"("b")");
  CHECK(agrees.claim(1, R"("\u0063")"));
  CHECK_FALSE(agrees.claim(0, R"("c")"));
  related_objects elsewhere = make(R"("z")");
  CHECK_FALSE(elsewhere.claim(0, R"("c")"));
  CHECK(elsewhere.claim(3, R"("c")")); // which may have the id z
  CHECK_FALSE(elsewhere.claim(0, R"("c")"));
  related_objects own = make(R"("c")");
  CHECK_FALSE(own.claim(0, R"("c")"));
}

TEST_CASE("references: an object does not name itself, however it is written") {
  const auto found = [](std::string_view id, std::string_view outer, std::string_view inner = {}) {
    rule_violations all;
    find_self_references(id, outer, inner, "x", all);
    return noted(all);
  };
  CHECK(found(R"("a")", R"("b")", R"(["b","aa",["a"],{"a":"a"},7])") == lines{});
  CHECK(found(R"("a")", R"("a")") == lines{R"("a")"});
  CHECK(found(R"("\u0061")", R"("a")") == lines{R"("a")"});
  CHECK(found(R"("a")", R"("\u0061")") == lines{R"("\u0061")"});
  CHECK(found(R"("a")", "null", R"([ "b" , "\u0061", "a" ])") == lines{R"("\u0061")", R"("a")"});
  for (const std::string_view none : {"", R"("")", "null", "7"})
    CHECK(found(none, none, "[\"\",null,7]") == lines{});
}

TEST_CASE("references: many objects take little time, whatever they are within", "[long]") {
  for (const bool is_ring : {false, true}) {
    std::string words;
    constexpr int count = 200'000;
    for (int i = 0; i < count; ++i)
      words += '"' + std::to_string(i) + "\" " +
               (i + 1 < count ? '"' + std::to_string(i + 1) + "\" "
                : is_ring     ? "\"0\" "
                              : "- ");
    related_objects o;
    std::size_t at = 0;
    const auto next = [&] {
      const std::size_t end = words.find(' ', at);
      const auto text = std::string_view(words).substr(at, end - at);
      at = end + 1;
      return text == "-" ? std::string_view() : text;
    };
    for (int i = 0; i < count; ++i) {
      const auto id = next();
      o.add(id, next());
    }
    o.resolve();
    rule_violations found;
    o.find_cycles("x", found);
    REQUIRE(found.size() == (is_ring ? 1 : 0));
    if (is_ring) CHECK(found.place(0) == R"("0")");
  }
}
