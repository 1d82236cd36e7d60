// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/idempotency_key.hpp"

#include "assay/identity/nonce.hpp"
#include "assay/json/text_buffer.hpp"
#include "support/catch.hpp"
#include "support/corpus.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

using assay::derive_idempotency_key;
using assay::idempotency_key_parts;
using assay::key_agrees;
using assay::parse_idempotency_key;

static_assert(key_agrees("s:n:0", "s", 0), "usable at compile time");
static_assert(parse_idempotency_key("a:b:n:7")->session_id == "a:b", "usable at compile time");

TEST_CASE("idempotency_key: session id, nonce and sequence number agree") {
  CHECK(key_agrees("01JZX:9f8e7d6c:42", "01JZX", 42));
  CHECK_FALSE(key_agrees("01JZX:9f8e7d6c:42", "01JZX", 43));
  CHECK_FALSE(key_agrees("01JZX:9f8e7d6c:42", "01JZY", 42));
  CHECK_FALSE(key_agrees("01JZX:9f8e7d6c:42", "01JZ", 42));
  CHECK_FALSE(key_agrees("01JZX:9f8e7d6c:42", "01JZX:", 42));
  CHECK_FALSE(key_agrees("01JZX:9f8e7d6c:42", "", 42));
  CHECK_FALSE(key_agrees("01JZX:9f8e7d6c:42", "01jzx", 42));
}

TEST_CASE("idempotency_key: a session id may contain colons, a nonce may not") {
  CHECK(key_agrees("a:b:n:7", "a:b", 7));
  CHECK_FALSE(key_agrees("a:b:n:7", "a", 7));
  CHECK(key_agrees("::n:7", ":", 7));
  CHECK(key_agrees("1:2:3:4", "1:2", 4));
  CHECK(key_agrees(":n:7", "", 7));
}

TEST_CASE("idempotency_key: a nonce is any non-empty text") {
  CHECK_FALSE(key_agrees("s::7", "s", 7));
  CHECK_FALSE(key_agrees("s:7", "s", 7));
  CHECK_FALSE(key_agrees(":7", "", 7));
  CHECK_FALSE(key_agrees("::7", "", 7));
  CHECK(key_agrees("s: :7", "s", 7));
  CHECK(key_agrees("s:\xC3\xA9:7", "s", 7));
}

TEST_CASE("idempotency_key: the number is decimal without leading zeros") {
  for (const char* number :
       {"", "007", "07", "+7", "-7", " 7", "7 ", "7.0", "7e0", "0x7", "7a", "\xEF\xBC\x97"}) {
    CAPTURE(number);
    CHECK_FALSE(key_agrees(std::string("s:n:") + number, "s", 7));
  }
  CHECK(key_agrees("s:n:7", "s", 7));
  CHECK(key_agrees("s:n:0", "s", 0));
  CHECK_FALSE(key_agrees("s:n:00", "s", 0));
  CHECK_FALSE(key_agrees("s:n:-0", "s", 0));
  CHECK_FALSE(key_agrees("s:n:", "s", 0));
}

TEST_CASE("idempotency_key: a number beyond 64 bits agrees with no sequence number") {
  CHECK(key_agrees("s:n:18446744073709551615", "s", UINT64_MAX));
  CHECK_FALSE(key_agrees("s:n:18446744073709551615", "s", UINT64_MAX - 1));
  CHECK_FALSE(key_agrees("s:n:18446744073709551616", "s", 0));
  CHECK_FALSE(key_agrees("s:n:18446744073709551617", "s", 1));
  CHECK_FALSE(key_agrees("s:n:99999999999999999999", "s", 7766279631452241919u));
  CHECK_FALSE(key_agrees("s:n:184467440737095516160", "s", 0));
  CHECK_FALSE(key_agrees("s:n:" + std::string(1000, '9'), "s", UINT64_MAX));
}

TEST_CASE("idempotency_key: a text without its three parts agrees with nothing") {
  for (const char* key : {"", ":", "::", ":::", "s", "s:", "s:n", "s:n:", "7"}) {
    CAPTURE(key);
    for (const char* session_id : {"", "s", ":", "s:n"})
      CHECK_FALSE(key_agrees(key, session_id, 7));
  }
}

TEST_CASE("idempotency_key: a derived key agrees, and one with a changed byte does not") {
  std::mt19937_64 random(5);
  constexpr std::string_view letters = "ab:0";
  for (int round = 0; round < 5000; ++round) {
    std::string session_id, nonce;
    for (auto n = random() % 5; n > 0; --n)
      session_id += letters[static_cast<std::size_t>(random() % letters.size())];
    for (auto n = random() % 4 + 1; n > 0; --n)
      nonce += letters[static_cast<std::size_t>(random() % 2)];
    const std::uint64_t seq = random() >> random() % 64;
    const std::string key = session_id + ':' + nonce + ':' + std::to_string(seq);
    CAPTURE(key, session_id, seq);
    REQUIRE(key_agrees(key, session_id, seq));
    REQUIRE_FALSE(key_agrees(key, session_id, seq + 1));
    REQUIRE_FALSE(key_agrees(key, session_id + 'a', seq));
    std::string other = key;
    char& c = other[static_cast<std::size_t>(
        random() % (session_id.size() + 1))]; // in the session id, or the colon after it
    c = c == 'x' ? 'y' : 'x';
    REQUIRE_FALSE(key_agrees(other, session_id, seq));
    REQUIRE_FALSE(key_agrees(key + '0', session_id, seq));
  }
}

TEST_CASE("idempotency_key: derived from its parts") {
  CHECK(derive_idempotency_key("01JZX", "9f8e7d6c", 42) == "01JZX:9f8e7d6c:42");
  CHECK(derive_idempotency_key("a:b", "n", 0) == "a:b:n:0");
  CHECK(derive_idempotency_key("\xC3\xA9 /", "n", UINT64_MAX) ==
        "\xC3\xA9 /:n:18446744073709551615");
}

TEST_CASE("idempotency_key: appended to a string or a buffer") {
  std::string text = "key=";
  assay::append_idempotency_key(text, "s", "n", 7);
  CHECK(text == "key=s:n:7");
  assay::text_buffer buffer;
  buffer.append('[');
  assay::append_idempotency_key(buffer, "s", "n", 7);
  CHECK(buffer.view() == "[s:n:7");
}

TEST_CASE("idempotency_key: parsed from its end, because the session id may contain colons") {
  CHECK(parse_idempotency_key("01JZX:9f8e7d6c:42") ==
        idempotency_key_parts{"01JZX", "9f8e7d6c", 42});
  CHECK(parse_idempotency_key("a:b:n:7") == idempotency_key_parts{"a:b", "n", 7});
  CHECK(parse_idempotency_key("::n:7") == idempotency_key_parts{":", "n", 7});
  CHECK(parse_idempotency_key(":n:7") == idempotency_key_parts{"", "n", 7});
  CHECK(parse_idempotency_key("s:n:18446744073709551615") ==
        idempotency_key_parts{"s", "n", UINT64_MAX});
  const std::string_view key = "s:n:7";
  CHECK(parse_idempotency_key(key)->session_id.data() == key.data());
}

TEST_CASE("idempotency_key: a text of another form has no parts") {
  for (const char* key : {"",
                          ":",
                          "::",
                          ":::",
                          "s",
                          "s:",
                          "7",
                          "s:7",
                          ":7",
                          "::7",
                          "s::7",
                          "a:b::7",
                          "s:n:",
                          "s:n:07",
                          "s:n:+7",
                          "s:n:-0",
                          "s:n: 7",
                          "s:n:7 ",
                          "s:n:7a",
                          "s:n:18446744073709551616",
                          "s:n:184467440737095516150",
                          "ses_1-0"}) {
    CAPTURE(key);
    CHECK_FALSE(parse_idempotency_key(key));
  }
}

TEST_CASE("idempotency_key: a derived key is parsed into the same parts") {
  std::mt19937_64 random(7);
  constexpr std::string_view letters = "ab:0\xC3\xA9 ";
  for (int round = 0; round < 5000; ++round) {
    std::string session_id, nonce;
    for (auto n = random() % 9; n > 0; --n)
      session_id += letters[static_cast<std::size_t>(random() % letters.size())];
    for (auto n = random() % 9 + 1; n > 0; --n)
      nonce += letters[static_cast<std::size_t>(random() % 2)];
    const std::uint64_t seq = random() >> random() % 64;
    const std::string key = derive_idempotency_key(session_id, nonce, seq);
    REQUIRE(parse_idempotency_key(key) == idempotency_key_parts{session_id, nonce, seq});
    REQUIRE(key_agrees(key, session_id, seq));
  }
}

TEST_CASE("idempotency_key: keys of recorded events agree, and can be derived from their parts") {
  const auto lines = assay_test::recorded_lines("promptetheus/sessions.ndjson");
  if (lines.empty()) return;
  std::size_t agreeing = 0;
  for (const std::string& line : lines) {
    const boost::json::value event = boost::json::parse(line);
    const std::string key(event.at("idempotency_key").as_string()),
        session_id(event.at("session_id").as_string());
    const auto seq = event.at("seq").to_number<std::uint64_t>();
    CAPTURE(key);
    // Some producers make keys of another form: no colon follows the session id, or there is no
    // nonce.
    const bool of_the_form = std::count(key.begin(), key.end(), ':') ==
                             std::count(session_id.begin(), session_id.end(), ':') + 2;
    const auto parts = parse_idempotency_key(key);
    REQUIRE(key_agrees(key, session_id, seq) == of_the_form);
    if (!of_the_form) continue;
    ++agreeing;
    REQUIRE(parts);
    CHECK(assay::is_nonce(parts->nonce));
    CHECK(parts->seq == seq);
    CHECK(derive_idempotency_key(session_id, parts->nonce, seq) == key);
  }
  CHECK(agreeing > lines.size() * 9 / 10);
}
