// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/content_digest.hpp"

#include "assay/batch/dedupe_window.hpp"
#include "support/catch.hpp"

#include <array>
#include <cstdint>
#include <set>
#include <string>

using assay::content_digester;

TEST_CASE("content digest: changes with anything but white space between tokens") {
  content_digester digest({1, 2, 3});
  const auto of = digest(R"({"a":1,"b":"x y"})");
  CHECK(digest(" {\"a\" : 1,\r\n\t\"b\":\"x y\"} ") == of);
  std::set<std::array<std::uint8_t, 16>> all{of};
  for (const char* const other :
       {R"({"a":1,"b":"x  y"})", R"({"b":"x y","a":1})", R"({"a":1.0,"b":"x y"})",
        R"({"a":1,"b":"x\u0020y"})", R"({"a":1,"b":"xy"})", "", "{}", "not JSON", "\""})
    CHECK(all.insert(digest(other)).second);
  CHECK(digest(R"({"a":1,"b":"x y"})") == of);
}

TEST_CASE("content digest: depends on the key, so that nobody finds two equal digests without it") {
  content_digester a({1}), b({2}), same({1});
  CHECK(a("{}") != b("{}"));
  CHECK(a("{}") == same("{}"));
}

TEST_CASE("content digest: distinguishes the same contents as a window with the same key") {
  const assay::random_bytes<16> key{7, 7, 7};
  content_digester digest(key);
  assay::dedupe_window window({.content_key = key});
  using enum assay::dedupe_outcome;
  const std::string first_text = R"({"v":1})";
  CHECK(window.observe("s", "k", 0, first_text) == first);
  for (const char* const text : {R"({"v":1})", R"({ "v": 1 })", R"({"v":2})", R"({"v":1.0})"})
    CHECK((window.observe("s", "k", 0, text) == duplicate) == (digest(text) == digest(first_text)));
}
