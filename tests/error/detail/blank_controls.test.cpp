// SPDX-License-Identifier: BSL-1.0
#include "assay/error/detail/blank_controls.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>

using assay::detail::blank_controls;
using assay::detail::control_characters;
using assay::detail::is_control;

namespace {

std::string blanked(std::string text) {
  blank_controls(text);
  return text;
}

std::string utf8_of(char32_t c) {
  const auto byte = [](char32_t b) { return static_cast<char>(static_cast<unsigned char>(b)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 63))};
  if (c < 0x10000) return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63))};
  return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)),
          byte(0x80 | (c & 63))};
}

} // namespace

TEST_CASE("blank_controls: the ranges are in order, so that they can be searched") {
  for (const auto& r : control_characters) CHECK(r.first <= r.last);
  CHECK(std::is_sorted(std::begin(control_characters), std::end(control_characters),
                       [](const auto& a, const auto& b) { return a.last < b.first; }));
}

TEST_CASE("blank_controls: replaces characters that end a line, control a terminal, change the "
          "direction or are invisible") {
  for (const char32_t c :
       {0x00u,    0x09u,    0x0Au,    0x1Bu,    0x7Fu,    0x80u,
        0x85u,    0x9Bu,    0x9Fu, // controls, C1 among them
        0x200Eu,  0x200Fu,  0x061Cu,  0x202Au,  0x202Bu,  0x202Cu,
        0x202Du,  0x202Eu,                                         // direction
        0x2066u,  0x2067u,  0x2068u,  0x2069u,  0x2028u,  0x2029u, // direction; separators
        0x200Bu,  0x200Cu,  0x200Du,  0x2060u,  0x2064u,  0x206Au,
        0x206Fu,  0xFEFFu, // no width
        0x00ADu,  0x034Fu,  0x115Fu,  0x1160u,  0x17B4u,  0x180Bu,
        0x180Eu,  0x3164u,  0xFFA0u, // invisible
        0xFE00u,  0xFE0Fu,  0xFFF9u,  0xFFFBu,  0x1BCA0u, 0x1D173u,
        0x1D17Au, 0xE0001u, // selectors, annotations, formats
        0xE0020u, 0xE0041u, 0xE007Fu, 0xE0100u, 0xE01EFu, 0x0600u,
        0x110BDu, 0x13430u}) { // tags; signs that precede a number
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK(is_control(c));
    CHECK(blanked("a" + utf8_of(c) + "b") == "a" + std::string(utf8_of(c).size(), ' ') + "b");
  }
}

TEST_CASE("blank_controls: visible characters stay, also next to each range") {
  for (char32_t c = 0x20; c <= 0x10FFFF; ++c) {
    if (c == 0xD800) c = 0xE000;
    const bool in_range = std::any_of(std::begin(control_characters), std::end(control_characters),
                                      [&](const auto& r) { return r.first <= c && c <= r.last; });
    if (in_range != is_control(c) || (blanked(utf8_of(c)) == utf8_of(c)) == (in_range && c != ' '))
      FAIL(static_cast<std::uint32_t>(c));
  }
  const std::string seen =
      "plain text, \u00E9\u00A0\u2013\u2026\u20AC \u4E88\u7D04 \uFFFD \U0001F600 \u05D0 \u0627";
  CHECK(blanked(seen) == seen);
}

TEST_CASE("blank_controls: bytes that are not UTF-8 stay, and hide nothing that follows") {
  CHECK(blanked("\x9B\xFF\xE2\x80\x1B\xE2\x80") == "\x9B\xFF\xE2\x80 \xE2\x80");
  CHECK(blanked("\xE2\xE2\x80\xAE\xC2") == "\xE2   \xC2");
  CHECK(blanked("\xF3\xA0\x81") == "\xF3\xA0\x81");
  CHECK(blanked("").empty());
}
