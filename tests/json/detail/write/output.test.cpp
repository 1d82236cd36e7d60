// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/write/output.hpp"

#include "support/catch.hpp"
#include "support/decode_utf8.hpp"

#include <boost/json/parse.hpp>

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <utility>

using assay::text_buffer;
using assay::detail::output;

namespace {

struct written {
  std::string text;
  bool valid;
};

written write_string(const std::string& characters) {
  text_buffer buffer;
  output out(buffer);
  out.string(characters);
  return {std::string(buffer.view()), out.valid()};
}

/// Returns the text with each invalid byte replaced by U+FFFD.
std::string with_replacements(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = assay_test::utf8_length(text);
    if (length == 0) out += "\xEF\xBF\xBD";
    else out += text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

} // namespace

TEST_CASE("output: escapes only what must be escaped, in the shortest form") {
  CHECK(write_string("").text == R"("")");
  CHECK(write_string("a/b'c\x7F").text == "\"a/b'c\x7F\"");
  CHECK(write_string("\"\\\b\f\n\r\t").text == R"("\"\\\b\f\n\r\t")");
  CHECK(write_string(std::string("\0\x01\x0B\x1F", 4)).text == R"("\u0000\u0001\u000b\u001f")");
  CHECK(write_string("\xC3\xA9\xF0\x9F\x98\x80").text == "\"\xC3\xA9\xF0\x9F\x98\x80\"");
}

TEST_CASE("output: bytes that are not UTF-8 become U+FFFD, and are reported") {
  const written lone = write_string("a\xFFz");
  CHECK(lone.text == "\"a\xEF\xBF\xBDz\"");
  CHECK_FALSE(lone.valid);
  CHECK(write_string("\xE2\x82").text == "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
  CHECK(write_string("\xED\xA0\x80").text == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
  CHECK(write_string("\xEF\xBF\xBD").valid);
}

TEST_CASE(
    "output: a character that the text's end cuts off is not completed by the bytes after it") {
  const std::string whole = "ab\xC3\xA9";
  text_buffer buffer;
  output out(buffer);
  out.string(std::string_view(whole).substr(0, 3));
  CHECK(buffer.view() == "\"ab\xEF\xBF\xBD\"");
  CHECK_FALSE(out.valid());
}

TEST_CASE("output: stays invalid until the end") {
  text_buffer buffer;
  output out(buffer);
  out.string(std::string("\xFF"));
  out.string(std::string("fine"));
  CHECK_FALSE(out.valid());
}

TEST_CASE("output: Boost.JSON reads any string back, valid or not") {
  std::mt19937 random(38);
  constexpr std::string_view pieces[] = {"a",
                                         "plain text of some length",
                                         "\"",
                                         "\\",
                                         "\n",
                                         "\x01",
                                         "\x1F",
                                         "\xC3\xA9",
                                         "\xE2\x82\xAC",
                                         "\xF0\x9F\x98\x80",
                                         "\xC3",
                                         "\xFF",
                                         "\x80",
                                         "\xED\xA0\x80",
                                         "\xE2\x82",
                                         "\xF0\x9F",
                                         "\x7F",
                                         "\xC0\xAF"};
  int valid = 0, invalid = 0;
  for (int round = 0; round < 30'000; ++round) {
    std::string characters;
    const std::size_t last = round % 2 == 0 ? 10 : std::size(pieces); // the first ten are valid
    for (auto n = random() % 12; n > 0; --n)
      if (random() % 10 == 0 && last != 10) characters += static_cast<char>(random());
      else characters += pieces[random() % last];
    const written w = write_string(characters);
    const std::string expected = with_replacements(characters);
    CAPTURE(characters);
    REQUIRE(std::string(boost::json::parse(w.text).as_string()) == expected);
    REQUIRE(w.valid == (expected == characters));
    ++(w.valid ? valid : invalid);
  }
  CHECK(valid > 1000);
  CHECK(invalid > 1000);
}

TEST_CASE("output: texts of every length, plain or with something to escape at any place") {
  for (std::size_t length = 0; length <= 70; ++length) {
    std::string plain;
    for (std::size_t i = 0; i < length; ++i) plain += static_cast<char>('#' + i % 50);
    CHECK(write_string(plain).text == '"' + plain + '"');
    for (std::size_t at = 0; at < length; ++at)
      for (const auto& [character, escaped] :
           {std::pair("\n", "\\n"), {"\"", "\\\""}, {"\x01", "\\u0001"}, {"\x7F", "\x7F"}}) {
        const std::string head = plain.substr(0, at), tail = plain.substr(at + 1);
        CAPTURE(length, at, escaped);
        REQUIRE(write_string(head + character + tail).text == '"' + head + escaped + tail + '"');
      }
  }
}

TEST_CASE("output: long texts of the longest escapes fit") {
  for (const char c : {'\x01', '"', '\xFF', 'a'})
    for (std::size_t size = 0; size < 600; size += 7) {
      const std::string characters(size, c);
      CAPTURE(c, size);
      REQUIRE(std::string(boost::json::parse(write_string(characters).text).as_string()) ==
              with_replacements(characters));
    }
}

TEST_CASE("output: integers, booleans and raw text are written unchanged") {
  text_buffer buffer;
  output out(buffer);
  out.integer(std::numeric_limits<std::int64_t>::min());
  out.put(' ');
  out.integer(std::numeric_limits<std::uint64_t>::max());
  out.put(' ');
  out.boolean(true);
  out.put(' ');
  out.boolean(false);
  out.raw(" [1.0]");
  CHECK(buffer.view() == "-9223372036854775808 18446744073709551615 true false [1.0]");
  CHECK(out.valid());
  out.set_invalid();
  CHECK_FALSE(out.valid());
}

TEST_CASE("output: bytes that are not UTF-8 are kept if the policy says so") {
  assay::text_buffer buffer;
  assay::detail::output out(buffer, assay::detail::invalid_bytes::kept);
  out.string(std::string("a\xFF\xC3\xA9\xC3\"") + std::string(100, '\x80'));
  CHECK(buffer.view() == "\"a\xFF\xC3\xA9\xC3\\\"" + std::string(100, '\x80') + '"');
  CHECK_FALSE(out.valid());
}
