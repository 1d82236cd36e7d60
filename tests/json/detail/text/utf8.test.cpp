// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/text/utf8.hpp"

#include "support/catch.hpp"
#include "support/decode_utf8.hpp"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

using assay::detail::put_utf8;
using assay::detail::utf8_character;

namespace {

/// Returns how many bytes the library reads as one character; 0 for invalid bytes.
std::size_t taken(const std::string& text) {
  const char* const end = utf8_character(text.c_str()); // the NUL after it is the byte below 0x80
  return end == nullptr ? 0 : static_cast<std::size_t>(end - text.data());
}

std::string bytes(std::initializer_list<int> values) {
  std::string out;
  for (const int v : values) out += static_cast<char>(v);
  return out;
}

} // namespace

TEST_CASE("utf8: each pair of bytes is a character or not") {
  int characters = 0;
  for (int a = 0x80; a < 256; ++a)
    for (int b = 0; b < 256; ++b) {
      const std::string text = bytes({a, b});
      CAPTURE(a, b);
      REQUIRE(taken(text) == assay_test::utf8_length(text));
      characters += taken(text) == 2;
    }
  CHECK(characters == 0x800 - 0x80);
}

TEST_CASE("utf8: three and four bytes at every boundary are a character or not") {
  for (int a = 0xE0; a <= 0xFF; ++a)
    for (int b = 0; b < 256; ++b)
      for (const int c : {0x00, 0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBD, 0xBF, 0xC0, 0xFF})
        for (const int d : {0x00, 0x22, 0x7F, 0x80, 0x9F, 0xBF, 0xC0, 0xFF}) {
          const std::string text = bytes({a, b, c, d});
          if (taken(text) != assay_test::utf8_length(text))
            FAIL(a << ' ' << b << ' ' << c << ' ' << d);
        }
}

TEST_CASE("utf8: a character that is cut off is invalid, and nothing after the cut is read") {
  // The text may end with the string's memory: only its NUL follows.
  for (const std::string& whole :
       {bytes({0xC3, 0xA9}), bytes({0xE2, 0x82, 0xAC}), bytes({0xF0, 0x9F, 0x98, 0x80})})
    for (std::size_t size = 1; size < whole.size(); ++size)
      CHECK(taken(whole.substr(0, size)) == 0);
}

TEST_CASE("utf8: every code point is written as the character that is read") {
  for (unsigned u = 0; u <= 0x10FFFF; ++u) {
    char room[5] = {'.', '.', '.', '.', '.'};
    const auto size = static_cast<std::size_t>(put_utf8(room, u) - room);
    const std::string text(room, size);
    const bool is_surrogate = u >= 0xD800 && u <= 0xDFFF;
    if (size != (u < 0x80      ? 1u
                 : u < 0x800   ? 2u
                 : u < 0x10000 ? 3u
                               : 4u) ||
        room[size] != '.' || assay_test::utf8_length(text) != (is_surrogate ? 0 : size) ||
        (u >= 0x80 && taken(text) != (is_surrogate ? 0 : size)))
      FAIL("U+" << std::hex << u);
  }
}

TEST_CASE("utf8: known characters") {
  const auto written = [](unsigned u) {
    char room[4];
    return std::string(room, static_cast<std::size_t>(put_utf8(room, u) - room));
  };
  CHECK(written('A') == "A");
  CHECK(written(0) == std::string(1, '\0'));
  CHECK(written(0xE9) == "\xC3\xA9");
  CHECK(written(0x20AC) == "\xE2\x82\xAC");
  CHECK(written(0x1F600) == "\xF0\x9F\x98\x80");
  CHECK(written(0x10FFFF) == "\xF4\x8F\xBF\xBF");
}
