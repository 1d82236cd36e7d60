// SPDX-License-Identifier: BSL-1.0
#include "assay/error/position.hpp"

#include "support/catch.hpp"

#include <random>
#include <string>
#include <string_view>

using assay::position;
using assay::position_of;

TEST_CASE("position: lines and columns are counted from one") {
  CHECK(position_of("", 0) == position{1, 1});
  CHECK(position_of("abc", 0) == position{1, 1});
  CHECK(position_of("abc", 2) == position{1, 3});
}

TEST_CASE("position: a newline belongs to the line that it ends") {
  constexpr std::string_view text = "ab\ncd\n\ne";
  CHECK(position_of(text, 2) == position{1, 3});
  CHECK(position_of(text, 3) == position{2, 1});
  CHECK(position_of(text, 4) == position{2, 2});
  CHECK(position_of(text, 6) == position{3, 1});
  CHECK(position_of(text, 7) == position{4, 1});
}

TEST_CASE("position: an offset after the text is its end") {
  CHECK(position_of("ab\nc", 4) == position{2, 2});
  CHECK(position_of("ab\nc", 5) == position{2, 2});
  CHECK(position_of("ab\nc", static_cast<std::size_t>(-1)) == position{2, 2});
  CHECK(position_of("ab\n", 100) == position{2, 1});
}

TEST_CASE("position: columns count characters, whatever their sizes") {
  constexpr std::string_view text =
      "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z"; // one character each of 1, 2, 3, 4 and 1 bytes
  CHECK(position_of(text, 1) == position{1, 2});
  CHECK(position_of(text, 3) == position{1, 3});
  CHECK(position_of(text, 6) == position{1, 4});
  CHECK(position_of(text, 10) == position{1, 5});
  CHECK(position_of(text, 11) == position{1, 6});
}

TEST_CASE("position: in bytes that are not UTF-8, only continuation bytes do not count") {
  CHECK(position_of("\xE9\xE9z", 2) == position{1, 3});
  CHECK(position_of("\x80\xBFz", 2) == position{1, 1});
}

TEST_CASE("position: walking byte by byte gives the same place") {
  std::mt19937 random(1);
  constexpr std::string_view bytes = "a\n\xC3\xA9\x80\xF0";
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (auto n = random() % 30; n > 0; --n) text += bytes[random() % bytes.size()];
    position walked;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      CAPTURE(text, i);
      REQUIRE(position_of(text, i) == walked);
      if (i == text.size()) break;
      const auto c = static_cast<unsigned char>(text[i]);
      if (c == '\n') walked = {walked.line + 1, 1};
      else if (c < 0x80 || c > 0xBF) ++walked.column;
    }
  }
}

TEST_CASE(
    "position: a counter gives the same columns as position_of, in any order and beyond the text") {
  constexpr std::string_view text = "a\xC3\xA9z\n\xE2\x82\xAC b\n";
  for (std::size_t first = 0; first <= text.size() + 2; ++first)
    for (std::size_t second = 0; second <= text.size() + 2; ++second) {
      assay::column_counter columns(text);
      CAPTURE(first, second);
      CHECK(columns.at(first) == position_of(text, first).column);
      CHECK(columns.at(second) == position_of(text, second).column);
    }
  assay::column_counter columns(text), nothing("");
  CHECK(columns.at(static_cast<std::size_t>(-1)) == 1);
  CHECK(columns.at(1) == 2);
  CHECK(nothing.at(7) == 1);
}
