// SPDX-License-Identifier: BSL-1.0
#include <assay/timeline/detail/printable.hpp>

#include "support/catch.hpp"

using assay::detail::printable;
using namespace std::literals;

TEST_CASE("printable: control characters become spaces") {
  CHECK(printable("plain, caf\u00E9, \u4E88\u7D04", 100) == "plain, caf\u00E9, \u4E88\u7D04");
  CHECK(printable("\x1b[31mred\r\n\t\x7f", 100) == " [31mred    ");
  CHECK(printable("a\0b"sv, 100) == "a b");
  CHECK(printable("a\u009B31m\u202Eb\u2028c", 100) == "a  31m   b   c");
  CHECK(printable("a\u061Cb\u200Bc\U000E0041d\uFEFF", 100) == "a  b   c    d   ");
}

TEST_CASE("printable: each byte that is not UTF-8 becomes U+FFFD") {
  CHECK(printable("a\xFF\xC3", 100) == "a\uFFFD\uFFFD");
  CHECK(printable("\xED\xA0\x80", 100) == "\uFFFD\uFFFD\uFFFD");
  CHECK(printable("\xE4\xBA", 100) == "\uFFFD\uFFFD"); // truncated at the end of the text
}

TEST_CASE("printable: a long text is cut between characters") {
  CHECK(printable("abc", 3) == "abc");
  CHECK(printable("abcd", 3) == "abc...");
  CHECK(printable("\u4E88\u7D04\u4E88\u7D04", 3) == "\u4E88\u7D04\u4E88...");
  CHECK(printable("\U0001F600\U0001F600\U0001F600\U0001F600", 3) ==
        "\U0001F600\U0001F600\U0001F600...");
  CHECK(printable(std::string(1'000'000, 'x'), 3) == "xxx...");
}
