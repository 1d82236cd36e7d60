// SPDX-License-Identifier: BSL-1.0
#include "assay/json/escapes.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

using assay::null_character_policy;
using assay::options;
using assay::spells;
using assay::surrogate_policy;

TEST_CASE("escapes: spells compares decoded characters") {
  CHECK(spells("", ""));
  CHECK(spells("abc", "abc"));
  CHECK(spells(R"(\u0061b\u0063)", "abc"));
  CHECK(spells(R"(\"\\\/\n)", "\"\\/\n"));
  CHECK(spells(R"(\u00e9\ud83d\ude00)", "\u00e9\U0001F600"));
  CHECK(spells(R"(a\u0000b)", std::string_view("a\0b", 3)));
  CHECK_FALSE(spells("abc", "ab"));
  CHECK_FALSE(spells("ab", "abc"));
  CHECK_FALSE(spells("", "a"));
  CHECK_FALSE(spells("a", ""));
  CHECK_FALSE(spells(R"(\u00e9)", "\u00e8"));
  CHECK_FALSE(spells(R"(\u00e9)", "\xC3")); // part of the character
}

TEST_CASE("escapes: only the escapes that the options name are replaced") {
  const std::string_view text = R"({"a":"\ud800\u0000\u0041\\u0000"})";
  const auto replaced = [&](const options& o) {
    std::string out(text);
    assay::replace_escapes(out, o);
    return out;
  };
  const options surrogates{.lone_surrogates = surrogate_policy::replace},
      nulls{.null_characters = null_character_policy::replace},
      both{.lone_surrogates = surrogate_policy::replace,
           .null_characters = null_character_policy::replace};
  CHECK(replaced({}) == text);
  CHECK(replaced(surrogates) == R"({"a":"\ufffd\u0000\u0041\\u0000"})");
  CHECK(replaced(nulls) == R"({"a":"\ud800\ufffd\u0041\\u0000"})");
  CHECK(replaced(both) == R"({"a":"\ufffd\ufffd\u0041\\u0000"})");
  CHECK_FALSE(assay::replaces_escapes({}));
  CHECK(assay::replaces_escapes(surrogates));
  CHECK(assay::replaces_escapes(nulls));
}

TEST_CASE("escapes: line breaks between tokens become spaces, escaped ones stay") {
  std::string text = "{\r\n\t\"a\":\"\\n\"\n}";
  assay::put_on_one_line(text);
  CHECK(text == "{  \t\"a\":\"\\n\" }");
}
