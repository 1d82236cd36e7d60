// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/formats/detail/characters.hpp"

#include "support/catch.hpp"

#include <cctype>
#include <string_view>

using namespace assay::detail;

static_assert(is_ascii_hex_digit('F') && !is_ascii_letter('1'), "usable at compile time");

TEST_CASE("characters: the classes are those of the locale C") {
  for (int byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    const char c = static_cast<char>(byte);
    CHECK(is_ascii_digit(c) == (std::isdigit(byte) != 0));
    CHECK(is_ascii_letter(c) == (std::isalpha(byte) != 0));
    CHECK(is_ascii_alphanumeric(c) == (std::isalnum(byte) != 0));
    CHECK(is_ascii_hex_digit(c) == (std::isxdigit(byte) != 0));
  }
}

TEST_CASE("characters: parts between dots have one or more characters") {
  for (const char* text : {"1", "12", "1.2", "1.2.345"}) CHECK(is_dotted(text, is_ascii_digit));
  for (const char* text : {"", ".", "1.", ".1", "1..2", "a", "1.a"})
    CHECK_FALSE(is_dotted(text, is_ascii_digit));
}

TEST_CASE("characters: a set contains exactly its characters") {
  constexpr std::string_view characters("\0 @Az{~\x7F", 8);
  constexpr character_set set = character_set("A@ z").with("~{\x7F").with({"\0", 1});
  for (int byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    const char c = static_cast<char>(byte);
    CHECK(set.contains(c) == (characters.find(c) != characters.npos));
    CHECK(ascii_alphanumerics.contains(c) == is_ascii_alphanumeric(c));
  }
}
