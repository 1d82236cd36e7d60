// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/text/newlines.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>

TEST_CASE("newlines: exactly the newlines are counted, wherever they are") {
  std::mt19937 random(3);
  for (std::size_t size = 0; size < 300; ++size)
    for (const unsigned rarity : {1u, 2u, 20u}) {
      std::string text(size, ' ');
      for (char& c : text) c = random() % rarity == 0 ? '\n' : static_cast<char>(random() % 256);
      CAPTURE(size, rarity);
      const auto expected = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
      REQUIRE(assay::detail::count_newlines(text) == expected);
      REQUIRE(assay::detail::count_newlines(std::string_view(text).substr(size / 3)) ==
              static_cast<std::size_t>(std::count(
                  text.begin() + static_cast<std::ptrdiff_t>(size / 3), text.end(), '\n')));
    }
  CHECK(assay::detail::count_newlines(std::string(100'001, '\n')) == 100'001);
  CHECK(assay::detail::count_newlines(std::string(100'001, '\x8A')) == 0);
  CHECK(assay::detail::count_newlines("") == 0);
}

TEST_CASE("newlines: exactly the last newline is found") {
  for (std::size_t size = 0; size < 100; ++size)
    for (std::size_t place = 0; place <= size; ++place)
      for (const char filler : {'\0', '\v', '\t', '\x8A', '\xFF'}) {
        std::string text(size, filler);
        if (place != size) text[place] = '\n';
        CAPTURE(size, place, int{filler});
        REQUIRE(assay::detail::find_last_newline(text) == text.rfind('\n'));
        std::fill_n(text.begin(), place, '\n');
        REQUIRE(assay::detail::find_last_newline(text) == text.rfind('\n'));
        REQUIRE(assay::detail::find_last_newline(std::string_view(text).substr(size / 3)) ==
                std::string_view(text).substr(size / 3).rfind('\n'));
      }
}
