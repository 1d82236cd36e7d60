#include <assay/timeline/detail/interner.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using assay::detail::interner;

TEST_CASE("interner: a text keeps its number, and the empty one is 0") {
  interner in;
  CHECK(in.id_of("") == 0);
  CHECK(in.id_of("a") == 1);
  CHECK(in.id_of("b") == 2);
  CHECK(in.id_of("a") == 1);
  CHECK(in.text(0).empty());
  CHECK(in.text(2) == "b");
  CHECK(in.size() == 3);
}

TEST_CASE("interner: many texts, and long ones, stay what they were") {
  interner in;
  const auto text = [](std::size_t i) { return std::to_string(i) + std::string(i % 1000 == 0 ? 100'000 : i % 40, 'x'); };
  constexpr std::uint32_t count = 20'000;
  for (std::uint32_t i = 0; i < count; ++i) REQUIRE(in.id_of(text(i)) == i + 1);
  for (std::uint32_t i = 0; i < count; ++i) {
    REQUIRE(in.id_of(text(i)) == i + 1);
    REQUIRE(in.text(i + 1) == text(i));
    REQUIRE(*(in.text(i + 1).data() + in.text(i + 1).size()) == '\0');
  }
  CHECK(in.crowded() < count / 1000); // chance hardly ever exhausts the patience
}

TEST_CASE("interner: texts that were made to collide are found in a tree, not one after another") {
  struct constant_hash {
    std::size_t operator()(std::string_view) const noexcept { return 7; }
  };
  assay::detail::basic_interner<constant_hash> in;
  constexpr std::uint32_t count = 20'000;
  for (std::uint32_t i = 0; i < count; ++i) REQUIRE(in.id_of("t" + std::to_string(i)) == i + 1);
  CHECK(in.crowded() == count - 33); // a text looks at 33 places of the table and goes to the tree
  for (std::uint32_t i = 0; i < count; ++i) {
    REQUIRE(in.id_of("t" + std::to_string(i)) == i + 1);
    REQUIRE(in.text(i + 1) == "t" + std::to_string(i));
  }
  CHECK(in.size() == count + 1);
}

TEST_CASE("interner: texts leave the tree when a larger table has places for them") {
  struct hash_of_number {
    std::size_t operator()(std::string_view text) const noexcept {
      constexpr std::uint64_t inverse = 0xF1DE'83E1'9937'733Du; // of what the interner multiplies by
      return static_cast<std::size_t>(std::stoull(std::string(text)) << 32) * inverse;
    }
  };
  assay::detail::basic_interner<hash_of_number> in;
  std::vector<std::string> texts;
  const auto add = [&](std::uint32_t place) {
    texts.push_back(std::to_string(place));
    REQUIRE(in.id_of(texts.back()) == texts.size());
  };
  for (std::uint32_t i = 0; i < 100; ++i) add(i * 256); // one place in a table of 256, four in one of 1024
  CHECK(in.crowded() == 100 - 33);
  for (std::uint32_t i = 0; i < 400; ++i) add(i / 100 * 256 + 100 + i % 100);
  CHECK(in.crowded() == 0);
  for (std::uint32_t i = 0; i < texts.size(); ++i) REQUIRE(in.id_of(texts[i]) == i + 1);
}
