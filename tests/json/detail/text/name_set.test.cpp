// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/text/name_set.hpp"

#include "support/catch.hpp"

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>

using assay::detail::name_set;

namespace {

template <std::size_t N>
void check_finds_all(const name_set<N>& set, const std::array<std::string_view, N>& names) {
  for (std::size_t i = 0; i < N; ++i) {
    CAPTURE(names[i]);
    CHECK(set.find(names[i]) == static_cast<int>(i));
    CHECK(set[i] == names[i]);
    CHECK(set.find(std::string(names[i]) + 'x') == -1);
    CHECK(set.find(names[i].substr(1)) == -1);
  }
}

/// Returns find_quoted of a string at the start of a text with any other bytes.
template <std::size_t N>
int find_quoted(const name_set<N>& set, std::string_view name, char after) {
  std::string text = '"' + std::string(name) + '"';
  text.resize(text.size() + assay::detail::short_text::capacity, after);
  return set.find_quoted(text.data());
}

} // namespace

TEST_CASE("name_set: each name has its index, and others have none") {
  constexpr std::array<std::string_view, 4> names{"user_message", "tool_call", "a",
                                                  "\xC3\xA9t\xC3\xA9"};
  constexpr name_set<4> set(names);
  STATIC_REQUIRE(set.size() == 4);
  check_finds_all(set, names);
  CHECK(set.find("") == -1);
  CHECK(set.find("b") == -1);
  CHECK(set.find("User_message") == -1);
  CHECK(set.find(std::string_view("a\0", 2)) == -1);
}

TEST_CASE("name_set: a quoted name is found whatever follows it, and only as a whole") {
  constexpr std::array<std::string_view, 7> names{"a",
                                                  "ab",
                                                  "sevenxx",
                                                  "sevenxxy",
                                                  "a_name_of_thirty_characters_ok",
                                                  "abcdef",
                                                  "sevenxx_and_more"};
  constexpr name_set<7> set(names);
  for (const char after : {'\0', '"', 'a', ':', '\xFF'}) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      CAPTURE(names[i], after);
      CHECK(find_quoted(set, names[i], after) == static_cast<int>(i));
      CHECK(find_quoted(set, std::string(names[i]) + 'x', after) == -1);
      CHECK(find_quoted(set, names[i].substr(1), after) == -1);
      CHECK(find_quoted(set, std::string(names[i]) + '\\', after) == -1);
    }
    CHECK(find_quoted(set, "", after) == -1);
  }
}

TEST_CASE("name_set: a name that is too long for one comparison is found only without quotes") {
  constexpr std::array<std::string_view, 2> names{"a_name_of_thirtyone_characters_x", "b"};
  constexpr name_set<2> set(names);
  CHECK(set.find(names[0]) == 0);
  CHECK(find_quoted(set, names[0], ' ') == -1);
  CHECK(set.quoted(0).view().empty());
  CHECK(set.quoted(1).view() == "\"b\"");
}

TEST_CASE("name_set: a name with a NUL is found only without quotes") {
  constexpr std::array<std::string_view, 2> names{std::string_view("a\0b", 3), "b"};
  constexpr name_set<2> set(names);
  CHECK(set.find(names[0]) == 0);
  CHECK(find_quoted(set, names[0], ' ') == -1);
  CHECK(find_quoted(set, "axb", ' ') == -1);
  CHECK(set.quoted(0).view().empty());
}

TEST_CASE("name_set: names that differ only in the middle are distinguished") {
  constexpr std::array<std::string_view, 6> names{"started",      "stopped",      "skipped",
                                                  "span_started", "span_stopped", "stalled"};
  constexpr name_set<6> set(names);
  check_finds_all(set, names);
  CHECK(set.find("swapped") == -1);
}

TEST_CASE("name_set: a full set of random names finds exactly these") {
  std::mt19937 random(256);
  for (int round = 0; round < 200; ++round) {
    std::array<std::string, 63> texts;
    std::array<std::string_view, 63> names;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      texts[i] = std::string(1, static_cast<char>('a' + random() % 3)) + std::to_string(i) + "_z";
      names[i] = texts[i];
    }
    const name_set<63> set(names);
    for (std::size_t i = 0; i < names.size(); ++i)
      REQUIRE(set.find(names[i]) == static_cast<int>(i));
    for (int i = 63; i < 300; ++i) REQUIRE(set.find("a" + std::to_string(i) + "_z") == -1);
  }
}
