// SPDX-License-Identifier: BSL-1.0
#include "assay/json/utf8.hpp"

#include "support/catch.hpp"

#include <string_view>

using assay::character_size;

TEST_CASE("utf8: the bytes of the first character") {
  CHECK(character_size("a") == 1);
  CHECK(character_size(std::string_view("\0", 1)) == 1);
  CHECK(character_size("\u00e9x") == 2);
  CHECK(character_size("\u20ac") == 3);
  CHECK(character_size("\U0001F600\U0001F600") == 4);
}

TEST_CASE("utf8: 0 for invalid bytes, a character that is cut off and an empty text") {
  CHECK(character_size("") == 0);
  for (const std::string_view text : {"\x80", "\xC3", "\xC3x", "\xE2\x82", "\xF0\x9F\x98",
                                      "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80", "\xFF"}) {
    CAPTURE(text);
    CHECK(character_size(text) == 0);
  }
  const std::string_view euro = "\u20ac";
  CHECK(character_size(euro.substr(0, 2)) == 0); // the byte after the view does not belong to it
}
