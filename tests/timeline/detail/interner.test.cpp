// SPDX-License-Identifier: BSL-1.0
#include <assay/timeline/detail/interner.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>

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

TEST_CASE("interner: many texts and long texts stay unchanged") {
  interner in;
  const auto text = [](std::size_t i) {
    return std::to_string(i) + std::string(i % 1000 == 0 ? 100'000 : i % 40, 'x');
  };
  constexpr std::uint32_t count = 20'000;
  for (std::uint32_t i = 0; i < count; ++i) REQUIRE(in.id_of(text(i)) == i + 1);
  for (std::uint32_t i = 0; i < count; ++i) {
    REQUIRE(in.id_of(text(i)) == i + 1);
    REQUIRE(in.text(i + 1) == text(i));
    REQUIRE(*(in.text(i + 1).data() + in.text(i + 1).size()) == '\0');
  }
}
