#include "assay/schema/name_set.hpp"

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

} // namespace

TEST_CASE("name_set: each name has its index, and others have none") {
  constexpr std::array<std::string_view, 4> names{"user_message", "tool_call", "a", "\xC3\xA9t\xC3\xA9"};
  constexpr name_set<4> set(names);
  STATIC_REQUIRE(set.size() == 4);
  check_finds_all(set, names);
  CHECK(set.find("") == -1);
  CHECK(set.find("b") == -1);
  CHECK(set.find("User_message") == -1);
  CHECK(set.find(std::string_view("a\0", 2)) == -1);
}

TEST_CASE("name_set: names that differ in their middles alone are told apart") {
  constexpr std::array<std::string_view, 6> names{"started", "stopped", "skipped", "span_started", "span_stopped", "stalled"};
  constexpr name_set<6> set(names);
  check_finds_all(set, names);
  CHECK(set.find("swapped") == -1);
}

TEST_CASE("name_set: a full one of random names finds them and no others") {
  std::mt19937 random(256);
  for (int round = 0; round < 200; ++round) {
    std::array<std::string, 63> texts;
    std::array<std::string_view, 63> names;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      texts[i] = std::string(1, static_cast<char>('a' + random() % 3)) + std::to_string(i) + "_z";
      names[i] = texts[i];
    }
    const name_set<63> set(names);
    for (std::size_t i = 0; i < names.size(); ++i) REQUIRE(set.find(names[i]) == static_cast<int>(i));
    for (int i = 63; i < 300; ++i) REQUIRE(set.find("a" + std::to_string(i) + "_z") == -1);
  }
}
