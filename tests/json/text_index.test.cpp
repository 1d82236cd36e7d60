// SPDX-License-Identifier: BSL-1.0
#include "assay/json/text_index.hpp"

#include "support/catch.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

using assay::text_index;

TEST_CASE("text_index: a text keeps its number, and the empty one is 0") {
  text_index<> in;
  CHECK(in.size() == 1);
  CHECK(in.text(0).empty());
  CHECK(in.number_of("a") == 1);
  CHECK(in.number_of("") == 0);
  CHECK(in.number_of("b") == 2);
  CHECK(in.number_of("a") == 1);
  CHECK(in.text(2) == "b");
  CHECK(in.size() == 3);
}

TEST_CASE("text_index: only new texts are kept, and the tree is rarely used") {
  text_index<> in;
  std::deque<std::string> kept;
  const auto keep = [&](std::string_view t) { return std::string_view(kept.emplace_back(t)); };
  constexpr std::uint32_t count = 20'000;
  for (int round = 0; round < 2; ++round)
    for (std::uint32_t i = 0; i < count; ++i)
      REQUIRE(in.number_of(std::to_string(i), keep) == i + 1);
  CHECK(kept.size() == count);
  CHECK(in.crowded() < count / 100);
}

TEST_CASE("text_index: texts that were made to collide are found in a tree, not linearly") {
  struct constant_hash {
    std::size_t operator()(std::string_view) const noexcept { return 7; }
  };
  text_index<constant_hash> in;
  constexpr std::uint32_t count = 20'000;
  std::vector<std::string> texts;
  for (std::uint32_t i = 0; i < count; ++i) texts.push_back("t" + std::to_string(i));
  for (std::uint32_t i = 0; i < count; ++i) REQUIRE(in.number_of(texts[i]) == i + 1);
  CHECK(in.crowded() ==
        count - 33); // a text tries 33 slots of the table before it goes to the tree
  for (std::uint32_t i = 0; i < count; ++i) {
    REQUIRE(in.number_of(texts[i]) == i + 1);
    REQUIRE(in.text(i + 1).data() == texts[i].data());
  }
  CHECK(in.size() == count + 1);
}

TEST_CASE("text_index: texts leave the tree when a larger table has places for them") {
  struct hash_of_number {
    std::uint64_t operator()(std::string_view text) const noexcept {
      constexpr std::uint64_t inverse = 0xF1DE'83E1'9937'733Du; // of the index's factor
      return (std::uint64_t{std::stoull(std::string(text))} << 32) * inverse;
    }
  };
  text_index<hash_of_number> in;
  std::deque<std::string> texts;
  const auto add = [&](std::uint32_t place) {
    texts.push_back(std::to_string(place));
    REQUIRE(in.number_of(texts.back()) == texts.size());
  };
  for (std::uint32_t i = 0; i < 100; ++i)
    add(i * 256); // one slot in a table of 256, four in one of 1024
  CHECK(in.crowded() == 100 - 33);
  for (std::uint32_t i = 0; i < 400; ++i) add(i / 100 * 256 + 100 + i % 100);
  CHECK(in.crowded() == 0);
  for (std::uint32_t i = 0; i < texts.size(); ++i) REQUIRE(in.number_of(texts[i]) == i + 1);
}
