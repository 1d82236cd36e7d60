#include "assay/identity/idempotency_key.hpp"

#include "support/catch.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

using assay::key_agrees;

static_assert(key_agrees("s:n:0", "s", 0), "usable at compile time");

TEST_CASE("idempotency_key: session id, nonce and sequence number agree") {
  CHECK(key_agrees("01JZX:9f8e7d6c:42", "01JZX", 42));
  CHECK_FALSE(key_agrees("01JZX:9f8e7d6c:42", "01JZX", 43));
  CHECK_FALSE(key_agrees("01JZX:9f8e7d6c:42", "01JZY", 42));
  CHECK_FALSE(key_agrees("01JZX:9f8e7d6c:42", "01JZ", 42));
  CHECK_FALSE(key_agrees("01JZX:9f8e7d6c:42", "01JZX:", 42));
  CHECK_FALSE(key_agrees("01JZX:9f8e7d6c:42", "", 42));
  CHECK_FALSE(key_agrees("01JZX:9f8e7d6c:42", "01jzx", 42));
}

TEST_CASE("idempotency_key: a session id may hold colons, a nonce may not") {
  CHECK(key_agrees("a:b:n:7", "a:b", 7));
  CHECK_FALSE(key_agrees("a:b:n:7", "a", 7));
  CHECK(key_agrees("::n:7", ":", 7));
  CHECK(key_agrees("1:2:3:4", "1:2", 4));
  CHECK(key_agrees(":n:7", "", 7));
}

TEST_CASE("idempotency_key: a nonce is not empty, of any other text") {
  CHECK_FALSE(key_agrees("s::7", "s", 7));
  CHECK_FALSE(key_agrees("s:7", "s", 7));
  CHECK_FALSE(key_agrees(":7", "", 7));
  CHECK_FALSE(key_agrees("::7", "", 7));
  CHECK(key_agrees("s: :7", "s", 7));
  CHECK(key_agrees("s:\xC3\xA9:7", "s", 7));
}

TEST_CASE("idempotency_key: the number stands in decimal as one writes it") {
  for (const char* number : {"", "007", "07", "+7", "-7", " 7", "7 ", "7.0", "7e0", "0x7", "7a", "\xEF\xBC\x97"}) {
    CAPTURE(number);
    CHECK_FALSE(key_agrees(std::string("s:n:") + number, "s", 7));
  }
  CHECK(key_agrees("s:n:7", "s", 7));
  CHECK(key_agrees("s:n:0", "s", 0));
  CHECK_FALSE(key_agrees("s:n:00", "s", 0));
  CHECK_FALSE(key_agrees("s:n:-0", "s", 0));
  CHECK_FALSE(key_agrees("s:n:", "s", 0));
}

TEST_CASE("idempotency_key: a number beyond 64 bits agrees with none") {
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
    for (const char* session_id : {"", "s", ":", "s:n"}) CHECK_FALSE(key_agrees(key, session_id, 7));
  }
}

TEST_CASE("idempotency_key: what is put together agrees, and with one byte changed does not") {
  std::mt19937_64 random(5);
  constexpr std::string_view letters = "ab:0";
  for (int round = 0; round < 5000; ++round) {
    std::string session_id, nonce;
    for (auto n = random() % 5; n > 0; --n) session_id += letters[random() % letters.size()];
    for (auto n = random() % 4 + 1; n > 0; --n) nonce += letters[random() % 2];
    const std::uint64_t seq = random() >> random() % 64;
    const std::string key = session_id + ':' + nonce + ':' + std::to_string(seq);
    CAPTURE(key, session_id, seq);
    REQUIRE(key_agrees(key, session_id, seq));
    REQUIRE_FALSE(key_agrees(key, session_id, seq + 1));
    REQUIRE_FALSE(key_agrees(key, session_id + 'a', seq));
    std::string other = key;
    char& c = other[random() % (session_id.size() + 1)]; // in the session id, or the colon behind it
    c = c == 'x' ? 'y' : 'x';
    REQUIRE_FALSE(key_agrees(other, session_id, seq));
    REQUIRE_FALSE(key_agrees(key + '0', session_id, seq));
  }
}
