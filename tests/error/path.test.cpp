#include "assay/error/path.hpp"

#include "support/catch.hpp"

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

/// The reference tokens of a JSON Pointer, by RFC 6901, section 4: `~1` becomes `/` first, then `~0` becomes `~`.
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

TEST_CASE("path: an index stands in decimal, without leading zeros") {
  std::string pointer;
  assay::append_index(pointer, 0);
  assay::append_index(pointer, 10);
  assay::append_index(pointer, static_cast<std::size_t>(-1));
  CHECK(pointer == "/0/10/" + std::to_string(static_cast<std::size_t>(-1)));
}

TEST_CASE("path: any names come back from the pointer that they were put into") {
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
