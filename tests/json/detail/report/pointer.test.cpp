// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/report/pointer.hpp"

#include "support/catch.hpp"

#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using assay::detail::pointer_walk;

namespace {

/// A walk that returns each pointer as a separate text.
class walk_of {
 public:
  explicit walk_of(std::string_view text) { walk_.start(text); }
  std::string at(std::size_t place) { return walk_.pointer(place); }

 private:
  pointer_walk walk_;
};

/// Returns the pointer of the place that `<` marks in the text.
std::string pointer_at(std::string text) {
  const std::size_t mark = text.find('<');
  text.erase(mark, 1);
  return walk_of(text).at(mark);
}

} // namespace

TEST_CASE("pointer: each place of a value has its pointer") {
  CHECK(pointer_at(R"(<{"a":1})") == "");
  CHECK(pointer_at(R"({"a":<1})") == "/a");
  CHECK(pointer_at(R"({"a":1,"b":<"x"})") == "/b");
  CHECK(pointer_at(R"({"a":[<1,2]})") == "/a/0");
  CHECK(pointer_at(R"({"a":[1,<2]})") == "/a/1");
  CHECK(pointer_at(R"({"a":[1,<{"b":2}]})") == "/a/1");
  CHECK(pointer_at(R"({"a":[1,{"b":<2}]})") == "/a/1/b");
  CHECK(pointer_at(R"({"a":[[],[[1],[2,<3]]]})") == "/a/1/1/1");
  CHECK(pointer_at(R"([0,[1,[2,[<3]]]])") == "/1/1/1/0");
  CHECK(pointer_at(" \n\t<{}") == "");
}

TEST_CASE("pointer: white space does not matter") {
  CHECK(pointer_at(" { \"a\" : [ 1 ,\n <2 ] } ") == "/a/1");
  CHECK(pointer_at(" { \"a\" : 1 ,\n \"b\" :\t<2 } ") == "/b");
}

TEST_CASE("pointer: closed containers are not part of the path") {
  CHECK(pointer_at(R"({"a":{"x":[1,2,{"y":3}]},"b":<4})") == "/b");
  CHECK(pointer_at(R"({"a":{},"b":[],"c":[{},<1]})") == "/c/1");
  CHECK(pointer_at(R"({"a":1}<x)") == "");
}

TEST_CASE("pointer: the place of a name means its member") {
  CHECK(pointer_at(R"({<"a":1})") == "/a");
  CHECK(pointer_at(R"({"a":1,<"b":2})") == "/b");
  CHECK(pointer_at(R"({"a":[{"x":1},{<"y":2}]})") == "/a/1/y");
  CHECK(pointer_at(R"({<"":1})") == "/");
}

TEST_CASE("pointer: a fault inside a name belongs to the object") {
  CHECK(pointer_at(R"({"a<b":1})") == "");
  CHECK(pointer_at(R"({"p":{"x":1,"a<b":1}})") == "/p");
  CHECK(pointer_at(R"({"p":{"a<)") == "/p");
  CHECK(pointer_at(R"({"p":[{"x":1},{"\<q":2}]})") == "/p/1");
}

TEST_CASE("pointer: a fault inside a string belongs to that string") {
  CHECK(pointer_at(R"({"a":"x<y"})") == "/a");
  CHECK(pointer_at(R"({"a":["x","y<z"]})") == "/a/1");
  CHECK(pointer_at(R"({"a":"x<)") == "/a");
}

TEST_CASE("pointer: a fault where a name is expected belongs to the object") {
  CHECK(pointer_at(R"({<x:1})") == "");
  CHECK(pointer_at(R"({"p":{"a":1,<}})") == "/p");
  CHECK(pointer_at(R"({"p":{"a":1,<)") == "/p");
}

TEST_CASE("pointer: names are decoded, then escaped for the pointer") {
  CHECK(pointer_at(R"({"a\/b":<1})") == "/a~1b");
  CHECK(pointer_at(R"({"a/b":{"c~d":<1}})") == "/a~1b/c~0d");
  CHECK(pointer_at(R"({"~1":<1})") == "/~01");
  CHECK(pointer_at(R"({"\u0041\n\"\\":<1})") == "/A\n\"\\");
  CHECK(pointer_at(R"({"\ud83d\ude00":<1})") == "/\xF0\x9F\x98\x80");
  CHECK(pointer_at(R"({"\u007e\u002f":<1})") == "/~0~1");
  CHECK(pointer_at("{\"\xC3\xA9\":<1}") == "/\xC3\xA9");
}

TEST_CASE("pointer: quotes, brackets and commas in strings are text") {
  CHECK(pointer_at(R"({"a":"[{\",\\","b":["]}\"","\\\"",<1]})") == "/b/2");
  CHECK(pointer_at(R"({"[{,\"\\":<1})") == "/[{,\"\\");
}

TEST_CASE("pointer: a walk continues from place to place, and a place may be repeated") {
  constexpr std::string_view text = R"({"a":[1,2],"b":{"c":3},"d":"e"})";
  walk_of walk(text);
  CHECK(walk.at(0) == "");
  CHECK(walk.at(text.find('1')) == "/a/0");
  CHECK(walk.at(text.find('1')) == "/a/0");
  CHECK(walk.at(text.find('2')) == "/a/1");
  CHECK(walk.at(text.find("\"b\"")) == "/b");
  CHECK(walk.at(text.find("\"b\"")) == "/b");
  CHECK(walk.at(text.find('{', 1)) == "/b");
  CHECK(walk.at(text.find("\"c\"")) == "/b/c");
  CHECK(walk.at(text.find('3')) == "/b/c");
  CHECK(walk.at(text.find("\"d\"")) == "/d");
  CHECK(walk.at(text.find("\"e\"")) == "/d");
}

namespace {

using value_places = std::vector<std::pair<std::size_t, std::string>>;

/// Appends a random value to the text, and each value's place and pointer to the places.
void append_value(std::mt19937& random, std::string& text, const std::string& pointer, int depth,
                  value_places& out) {
  out.emplace_back(text.size(), pointer);
  const auto kind = random() % (depth == 0 ? 3 : 5);
  if (kind < 3) {
    text += std::vector<std::string>{"1", R"("a,\"]\\")", "null"}[kind];
    return;
  }
  text += kind == 3 ? '[' : '{';
  const auto size = random() % 4;
  for (unsigned i = 0; i < size; ++i) {
    if (i != 0) text += ", ";
    std::string element = pointer;
    if (kind == 3) {
      assay::append_index(element, i);
    } else {
      const std::pair<std::string, std::string> names[] = {
          {"a", "/a"}, {R"(\")", "/\""}, {"~\\/", "/~0~1"}, {"{\\\\", "/{\\"}};
      const auto& [written, token] = names[random() % 4];
      element += token;
      out.emplace_back(text.size(), element);
      text += '"' + written + "\" : ";
    }
    append_value(random, text, element, depth - 1, out);
  }
  text += kind == 3 ? ']' : '}';
}

} // namespace

TEST_CASE("pointer: every value and every name of a random text has its pointer") {
  std::mt19937 random(6901);
  std::size_t places_seen = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    value_places all;
    append_value(random, text, "", 5, all);
    walk_of walk(text);
    for (const auto& [place, pointer] : all) {
      CAPTURE(text, place);
      REQUIRE(walk.at(place) == pointer);
      REQUIRE(walk_of(text).at(place) == pointer);
    }
    places_seen += all.size();
  }
  CHECK(places_seen > 5000);
}

TEST_CASE("pointer: the parts that are kept of a long pointer are correct") {
  // Names of all lengths and spellings at all depths, compared with the whole pointer.
  std::mt19937 random(2048);
  const auto random_name = [&](std::string& text, std::string& pointer) {
    constexpr std::pair<std::string_view, std::string_view> parts[] = {
        {"a", "a"},       {"xyz", "xyz"}, {"\xC3\xA9", "\xC3\xA9"},
        {"\\u0041", "A"}, {"\\n", "\n"},  {"\\u00e9", "\xC3\xA9"},
        {"~", "~0"},      {"\\/", "~1"},  {"\\ud83d\\ude00", "\xF0\x9F\x98\x80"}};
    const std::size_t kinds = 1 + random() % std::size(parts);
    const bool is_long = random() % 4 == 0;
    std::string name = "/", written;
    for (auto n = random() % (is_long ? 4000 : 20); n != 0; --n) {
      const auto& [spelt, token] = parts[random() % kinds];
      written += spelt;
      name += token;
    }
    text += '"' + written + "\":";
    pointer += name;
  };
  std::size_t cut = 0;
  for (int round = 0; round < 300; ++round) {
    std::string text, pointer, closing;
    for (auto depth = random() % (round % 10 == 0 ? 300 : 12); depth != 0; --depth) {
      if (random() % 3 == 0) {
        text += "[0,0,";
        pointer += "/2";
        closing += ']';
      } else {
        text += R"({"x":"y",)";
        random_name(text, pointer);
        closing += '}';
      }
    }
    const std::size_t place = text.size();
    text += "1" + std::string(closing.rbegin(), closing.rend());
    std::string found = walk_of(text).at(place);
    CAPTURE(text, pointer);
    REQUIRE(assay::cut_in_middle(found) == assay::cut_in_middle(pointer));
    REQUIRE(found == pointer);
    cut += found.find(assay::cut_mark) != found.npos;
  }
  CHECK(cut > 100);
  CHECK(cut < 290);
}
