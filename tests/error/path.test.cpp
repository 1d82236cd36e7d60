// SPDX-License-Identifier: BSL-1.0
#include "assay/error/path.hpp"

#include "support/catch.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string with_member(std::string_view name) {
  std::string pointer = "/a";
  assay::append_member(pointer, name);
  return pointer;
}

/// Returns the reference tokens of a JSON Pointer (RFC 6901, section 4): `~1` becomes `/` first,
/// then `~0` becomes `~`.
std::vector<std::string> tokens_of(std::string_view pointer) {
  std::vector<std::string> tokens;
  for (const char c : pointer) {
    if (c == '/') tokens.emplace_back();
    else tokens.back() += c;
  }
  const auto replace = [](std::string& s, std::string_view what, char by) {
    for (std::size_t i = 0; (i = s.find(what, i)) != s.npos; ++i) s.replace(i, what.size(), 1, by);
  };
  for (std::string& t : tokens) {
    replace(t, "~1", '/');
    replace(t, "~0", '~');
  }
  return tokens;
}

} // namespace

TEST_CASE("path: a member's name is a reference token of RFC 6901") {
  CHECK(with_member("b") == "/a/b");
  CHECK(with_member("") == "/a/");
  CHECK(with_member("b/c") == "/a/b~1c");
  CHECK(with_member("b~c") == "/a/b~0c");
  CHECK(with_member("~1") == "/a/~01");
  CHECK(with_member("~/") == "/a/~0~1");
  CHECK(with_member("\xC3\xA9 \"\\\n") == "/a/\xC3\xA9 \"\\\n");
  CHECK(with_member(std::string_view("\0", 1)) == std::string("/a/\0", 4));
}

TEST_CASE("path: an index is decimal, without leading zeros") {
  std::string pointer;
  assay::append_index(pointer, 0);
  assay::append_index(pointer, 10);
  assay::append_index(pointer, static_cast<std::size_t>(-1));
  CHECK(pointer == "/0/10/" + std::to_string(static_cast<std::size_t>(-1)));
}

TEST_CASE("path: any names can be decoded from the pointer") {
  std::mt19937 random(6901);
  constexpr std::string_view letters = "~/01a";
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::string> names(random() % 4);
    std::string pointer;
    for (std::string& name : names) {
      for (auto n = random() % 6; n > 0; --n) name += letters[random() % letters.size()];
      assay::append_member(pointer, name);
    }
    REQUIRE(tokens_of(pointer) == names);
  }
}

namespace {

std::string cut(std::string path) {
  assay::cut_in_middle(path);
  return path;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (; times != 0; --times) out += text;
  return out;
}

constexpr std::string_view mark = assay::cut_mark;

std::size_t marks_in(std::string_view path) {
  std::size_t n = 0;
  for (std::size_t i = 0; (i = path.find(mark, i)) != path.npos; i += mark.size()) ++n;
  return n;
}

} // namespace

TEST_CASE("path: a path that is not too long is unchanged") {
  for (const std::string& path :
       {std::string(), std::string("/a"), repeated("/0", assay::max_path_size / 2),
        "/" + std::string(255, 'x')}) {
    std::string same = path;
    CHECK_FALSE(assay::cut_in_middle(same));
    CHECK(same == path);
  }
  std::string longer(1 + assay::max_path_size, 'x');
  CHECK(assay::cut_in_middle(longer));
  CHECK(longer.size() <= assay::max_path_size);
}

TEST_CASE("path: a cut path keeps whole names at both ends") {
  CHECK(cut("/a" + repeated("/0", 1000) + "/b") ==
        "/a" + repeated("/0", 62) + "/" + std::string(mark) + repeated("/0", 62) + "/b");
  const std::string names = "/spans" + repeated("/attributes/31", 40) + "/value";
  const std::string shown = cut(names);
  const std::size_t at = shown.find(mark);
  REQUIRE(at != shown.npos);
  CHECK(shown[at - 1] == '/');
  CHECK(shown[at + mark.size()] == '/');
  CHECK(names.starts_with(shown.substr(0, at)));
  CHECK(names.ends_with(shown.substr(at + mark.size())));
  CHECK(shown.size() > assay::max_path_size - 2 * std::string_view("/attributes").size() - 5);
}

TEST_CASE("path: a long name is cut") {
  const std::string shown =
      cut("/payload/" + std::string(500, 'x') + "/" + std::string(500, 'y') + "/z");
  CHECK(shown ==
        "/payload/" + std::string(117, 'x') + std::string(mark) + std::string(124, 'y') + "/z");
  CHECK(cut(std::string("/") + std::string(1000, 'x')).size() > assay::max_path_size - 5);
}

TEST_CASE("path: no character and no escape is cut in two") {
  for (const std::string_view character :
       {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "~0", "~1"})
    for (std::size_t before = 0; before < 8; ++before)
      for (std::size_t after = 0; after < 8; ++after) {
        const std::string shown = cut("/" + std::string(before, 'a') + repeated(character, 300) +
                                      std::string(after, 'z'));
        const std::size_t at = shown.find(mark);
        CAPTURE(character, before, after, shown);
        REQUIRE(at != shown.npos);
        REQUIRE(shown.size() <= assay::max_path_size);
        REQUIRE((at - 1 - before) % character.size() == 0);
        REQUIRE((shown.size() - after - at - mark.size()) % character.size() == 0);
      }
}

TEST_CASE("path: bytes that are not UTF-8 are harmless") {
  for (const char c : {'\x80', '\xFF', '~', '/', '\0'}) {
    const std::string shown = cut(std::string(5000, c));
    CHECK(shown.find(mark) != shown.npos);
    CHECK(shown.size() <= assay::max_path_size);
  }
}

TEST_CASE("path: a cut path that grows and is cut again has one mark") {
  for (const std::string_view name : {"/0", "/xxxxx", "/\xF0\x9F\x98\x80\xF0\x9F\x98\x80",
                                      "\xF0\x9F\x98\x80", "/abcdefghijklmnopqrstuvwxyz", "x"})
    for (std::size_t before = 0; before < 40; ++before)
      for (std::size_t after = 0; after < 40; after += 3) {
        const std::string once =
            cut(std::string(before % 7, 'a') + repeated(name, 300) + std::string(before % 5, 'b'));
        const std::string shown = cut(std::string(before, 'p') + once + std::string(after, 'q'));
        CAPTURE(name, before, after, shown);
        REQUIRE(marks_in(shown) == 1);
        REQUIRE(shown.size() <= assay::max_path_size);
        REQUIRE(shown.starts_with(std::string(before, 'p')));
        REQUIRE(shown.ends_with(std::string(after, 'q')));
      }
}

TEST_CASE("path: an ellipsis in a name is one of its characters") {
  const std::string shown =
      cut("/a" + std::string(mark) + "/" + std::string(1000, 'x') + "/" + std::string(mark));
  CHECK(shown.starts_with("/a" + std::string(mark) + "/xxxxxxxx"));
  CHECK(shown.ends_with("xxxxxxxx/" + std::string(mark)));
}
