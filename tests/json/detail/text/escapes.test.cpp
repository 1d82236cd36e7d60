// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/text/escapes.hpp"

#include "assay/json/escapes.hpp"
#include "support/catch.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <string_view>

using assay::unescape;
using namespace assay::detail;

namespace {

std::string unescaped(std::string_view text) {
  std::string out = "what was there before";
  unescape(text, out);
  return out;
}

std::string replaced(std::string text) {
  replace_lone_surrogates(text);
  return text;
}

std::string hex(std::mt19937& random, std::uint_fast32_t u) {
  char text[8];
  std::snprintf(text, sizeof text, random() % 2 == 0 ? "\\u%04x" : "\\u%04X",
                static_cast<unsigned>(u));
  return text;
}

/// Returns random text of a JSON string between its quotes. Surrogates are in pairs, unless lone
/// ones are allowed.
std::string random_string_text(std::mt19937& random, bool lone_surrogates) {
  std::string out;
  for (auto n = random() % 12; n > 0; --n) {
    switch (random() % (lone_surrogates ? 7 : 6)) {
    case 0: out += std::string(random() % 40, static_cast<char>('a' + random() % 26)); break;
    case 1: (out += '\\') += "\"\\/bfnrt"[random() % 8]; break;
    case 2: out += hex(random, random() % 0xD800); break;
    case 3:
      (out += hex(random, 0xD800 + random() % 0x400)) += hex(random, 0xDC00 + random() % 0x400);
      break;
    case 4: out += std::array{"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}[random() % 3]; break;
    case 5: out += std::array{"u", "/", "d800", "\\\\u", "\\\\ud800"}[random() % 5]; break;
    default: out += hex(random, 0xD800 + random() % 0x800); break;
    }
  }
  return out;
}

} // namespace

TEST_CASE("escapes: four hexadecimal digits in either case, or none") {
  CHECK(hex4("0000") == 0);
  CHECK(hex4("00e9") == 0xE9);
  CHECK(hex4("FFFF") == 0xFFFF);
  CHECK(hex4("aBcD") == 0xABCD);
  for (const char* text : {"", "1", "12", "123", "12g4", "g234", "12 4", "/234", ":234", "@234",
                           "`234", "12\"4", "-123", "0x12",
                           "\x11"
                           "234"}) {
    CAPTURE(text);
    CHECK(hex4(text) == -1);
  }
}

TEST_CASE("escapes: no byte is read after the first that is not a digit") {
  // Each text has memory of exactly its size, so that a sanitizer finds reads after it.
  for (const std::string_view text : {"\"", "1\"", "12\"", "123\""}) {
    const std::string exact(text);
    const std::unique_ptr<char[]> memory(new char[exact.size()]);
    std::copy(exact.begin(), exact.end(), memory.get());
    CHECK(hex4(memory.get()) == -1);
  }
}

TEST_CASE("escapes: each escape is decoded as in RFC 8259") {
  CHECK(unescaped(R"(\"\\\/\b\f\n\r\t)") == "\"\\/\b\f\n\r\t");
  CHECK(unescaped(R"(\u0041\u00e9\u20AC\ud83d\uDE00)") == "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  CHECK(unescaped(R"(\u0000)") == std::string(1, '\0'));
  CHECK(unescaped(R"(\\u0041)") == R"(\u0041)");
  CHECK(unescaped("") == "");
  CHECK(unescaped("plain text of more than one block, \xC3\xA9 included") ==
        "plain text of more than one block, \xC3\xA9 included");
}

TEST_CASE("escapes: a lone surrogate is read as U+FFFD") {
  CHECK(unescaped(R"(\ud800)") == "\xEF\xBF\xBD");
  CHECK(unescaped(R"(\udc00)") == "\xEF\xBF\xBD");
  CHECK(unescaped(R"(\ud800x)") == "\xEF\xBF\xBDx");
  CHECK(unescaped(R"(\ud800\n)") == "\xEF\xBF\xBD\n");
  CHECK(unescaped(R"(\ud800\u0041)") == "\xEF\xBF\xBD"
                                        "A");
  CHECK(unescaped(R"(\udc00\ud800)") == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(unescaped(R"(\ud83d\ud83d\ude00)") == "\xEF\xBF\xBD\xF0\x9F\x98\x80");
  CHECK(unescaped(R"(\ud800\udc00\udc00)") == "\xF0\x90\x80\x80\xEF\xBF\xBD");
}

TEST_CASE("escapes: Boost.JSON reads the same characters") {
  std::mt19937 random(42);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = random_string_text(random, false);
    CAPTURE(text);
    const std::string expected(boost::json::parse('"' + text + '"').as_string());
    REQUIRE(unescaped(text) == expected);

    std::array<char, 1024> room;
    REQUIRE(unescape_within(text, room) == expected);
  }
}

TEST_CASE("escapes: decoding into a buffer stays within it, and reports text that does not fit") {
  std::mt19937 random(43);
  int fits = 0, does_not = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = random_string_text(random, true);
    std::array<char, 64> room;
    room.fill('.');
    const std::size_t size = random() % 48;
    const std::string_view within = unescape_within(text, {room.data(), size});
    CAPTURE(text, size);
    for (std::size_t i = size; i < room.size(); ++i) REQUIRE(room[i] == '.');
    const std::string expected = unescaped(text);
    if (within.data() != nullptr) {
      REQUIRE(within == expected);
      ++fits;
    } else {
      REQUIRE(expected.size() + 4 > size); // a character of any size must fit
      ++does_not;
    }
  }
  CHECK(fits > 1000);
  CHECK(does_not > 1000);
}

TEST_CASE("escapes: lone surrogates are replaced in JSON text, pairs and everything else stay") {
  CHECK(replaced(R"("\ud800")") == R"("\ufffd")");
  CHECK(replaced(R"("\uDFFF")") == R"("\ufffd")");
  CHECK(replaced(R"("\ud83d\ude00")") == R"("\ud83d\ude00")");
  CHECK(replaced(R"("\ud83d\ud83d\ude00")") == R"("\ufffd\ud83d\ude00")");
  CHECK(replaced(R"("\udc00\ud800")") == R"("\ufffd\ufffd")");
  CHECK(replaced(R"("\ud800\n\\ud800\\\ud800x")") == R"("\ufffd\n\\ud800\\\ufffdx")");
  CHECK(replaced(R"({"\ud800":["\ud800",1,"\u0041"]})") == R"({"\ufffd":["\ufffd",1,"\u0041"]})");
  CHECK(replaced(R"("\ud800")"
                 R"("\udc00")") == R"("\ufffd""\ufffd")"); // halves in two strings are not a pair
  CHECK(replaced("1") == "1");
}

TEST_CASE("escapes: replacing lone surrogates in a text does not change its decoded characters") {
  std::mt19937 random(44);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = random_string_text(random, true);
    const std::string clean = replaced(text);
    CAPTURE(text);
    REQUIRE(unescaped(clean) == unescaped(text));
    REQUIRE(replaced(clean) == clean);
    // Boost.JSON rejects lone surrogates, so accepted text has none.
    REQUIRE(std::string(boost::json::parse('"' + clean + '"').as_string()) == unescaped(text));
  }
}
