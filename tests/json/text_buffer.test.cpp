// SPDX-License-Identifier: BSL-1.0
#include "assay/json/text_buffer.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <utility>

using assay::text_buffer;

TEST_CASE("text_buffer: a new one is empty") {
  const text_buffer b;
  CHECK(b.size() == 0);
  CHECK(b.view().empty());
}

TEST_CASE("text_buffer: it holds what was appended, as std::string does") {
  std::mt19937 random(2);
  for (int round = 0; round < 200; ++round) {
    text_buffer b;
    std::string expected;
    for (auto steps = random() % 40; steps > 0; --steps) {
      const std::string some(random() % (random() % 8 == 0 ? 5000 : 20),
                             static_cast<char>('a' + random() % 26));
      switch (random() % 6) {
      case 0:
        b.append('x');
        expected += 'x';
        break;
      case 1: {
        const std::size_t n = random() % (expected.size() + 1);
        b.truncate(n);
        expected.resize(n);
        break;
      }
      case 2: {
        char* p = b.reserve(some.size() + 100); // more memory than is used
        p = std::copy(some.begin(), some.end(), p);
        b.commit(p);
        expected += some;
        break;
      }
      default: b.append(some); expected += some;
      }
      REQUIRE(b.view() == expected);
      REQUIRE(b.size() == expected.size());
    }
  }
}

TEST_CASE("text_buffer: appending empty texts to an empty buffer leaves it empty") {
  text_buffer b;
  b.append(std::string_view());
  b.append("");
  CHECK(b.view().empty());
}

TEST_CASE("text_buffer: cleared, it keeps its memory") {
  text_buffer b;
  b.append(std::string(10'000, 'a'));
  const char* const memory = b.view().data();
  b.clear();
  CHECK(b.size() == 0);
  b.append(std::string(10'000, 'b'));
  CHECK(b.view() == std::string(10'000, 'b'));
  CHECK(b.view().data() == memory);
}

TEST_CASE("text_buffer: reserved memory is not text before it is committed") {
  text_buffer b;
  b.append("ab");
  b.reserve(100'000);
  CHECK(b.view() == "ab");
}

TEST_CASE("text_buffer: uncommitted text is kept wherever the buffer grows") {
  text_buffer b;
  std::string expected;
  char* p = b.reserve(0);
  for (std::size_t n = 1; n < 300; ++n) {
    p = b.reserve_after(p, n);
    p = std::fill_n(p, n, static_cast<char>('a' + n % 26));
    expected.append(n, static_cast<char>('a' + n % 26));
  }
  b.commit(p);
  CHECK(b.view() == expected);
}

TEST_CASE("text_buffer: memory for a known size is exact, and the text is kept") {
  text_buffer b;
  CHECK(b.capacity() == 0);
  b.append("abc");
  const std::size_t before = b.capacity();
  CHECK(before >= 3);
  b.reserve_exactly(before);
  CHECK(b.capacity() == before);
  b.reserve_exactly(before + 1);
  CHECK(b.capacity() == before + 1);
  CHECK(b.view() == "abc");
  const char* const memory = b.view().data();
  b.append(std::string(before - 2, 'd'));
  CHECK(b.view().data() == memory);
  CHECK(b.capacity() == before + 1);
  CHECK(b.view() == "abc" + std::string(before - 2, 'd'));
}

TEST_CASE("text_buffer: moved from, it can be used again") {
  text_buffer a;
  a.append("first");
  text_buffer b(std::move(a));
  CHECK(b.view() == "first");
  a.clear();
  a.append("second");
  CHECK(a.view() == "second");
  b = std::move(a);
  CHECK(b.view() == "second");
  CHECK(a.view().empty());
  a.append("third");
  CHECK(a.view() == "third");
  CHECK(b.view() == "second");
}
