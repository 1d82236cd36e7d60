// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/text/short_text.hpp"

#include "support/catch.hpp"

#include <array>
#include <cstring>
#include <random>
#include <string>
#include <string_view>

using assay::detail::quoted_key;

namespace {

using window = std::array<char, quoted_key::capacity>;

window window_of(std::string_view text, char behind) {
  window w;
  w.fill(behind);
  std::memcpy(w.data(), text.data(), text.size());
  return w;
}

std::string name_of_length(std::size_t n) {
  std::string name;
  for (std::size_t i = 0; i < n; ++i) name += static_cast<char>('a' + i % 26);
  return name;
}

} // namespace

TEST_CASE("quoted_key: it is the name in quotes and a colon") {
  constexpr quoted_key key("seq");
  CHECK(std::string_view(key.text, key.size) == "\"seq\":");
  CHECK(key.name() == "seq");
}

TEST_CASE("quoted_key: a copy ends after the colon") {
  for (std::size_t n = 1; n <= quoted_key::max_name_size; ++n) {
    const std::string name = name_of_length(n);
    window w = window_of("", 'x');
    const char* const end = quoted_key(name).copy_to(w.data());
    CHECK(std::string_view(w.data(), static_cast<std::size_t>(end - w.data())) ==
          '"' + name + "\":");
  }
}

TEST_CASE("quoted_key: names of every length match themselves, whatever follows them") {
  for (std::size_t length = 0; length <= quoted_key::capacity - 3; ++length) {
    const std::string name = name_of_length(length);
    const quoted_key key(name);
    CAPTURE(name);
    CHECK(key.name() == name);
    for (const char behind : {'\0', ' ', '"', ':', 'a', '\xFF'})
      CHECK(key.matches(window_of('"' + name + "\":", behind).data()));
  }
}

TEST_CASE("quoted_key: a different byte at any place is a different name") {
  for (std::size_t length = 0; length <= quoted_key::capacity - 3; ++length) {
    const quoted_key key(name_of_length(length));
    for (std::size_t i = 0; i < key.size; ++i)
      for (const int flip : {0x01, 0x20, 0x80}) {
        window w = window_of({key.text, key.size}, '.');
        w[i] = static_cast<char>(w[i] ^ flip);
        CAPTURE(length, i, flip);
        REQUIRE_FALSE(key.matches(w.data()));
      }
  }
}

TEST_CASE("quoted_key: a longer or shorter name does not match") {
  const quoted_key key("span");
  CHECK_FALSE(key.matches(window_of("\"span_id\":", ' ').data()));
  CHECK_FALSE(key.matches(window_of("\"spa\":", ' ').data()));
  CHECK_FALSE(
      key.matches(window_of("\"span\" :", ' ').data())); // found by the general lookup instead
}

TEST_CASE("quoted_key: the empty key matches nothing") {
  const quoted_key none;
  CHECK(none.name().empty());
  for (const char c : {'\0', '\x01', '"', ' ', '\xFF'})
    CHECK_FALSE(none.matches(window_of("", c).data()));
}

TEST_CASE("short_text: matches exactly the texts that start with it") {
  std::mt19937 random(16);
  for (int round = 0; round < 50'000; ++round) {
    // Few characters, so that half of the texts have equal beginnings.
    const std::string text = [&] {
      std::string s(1 + random() % assay::detail::short_text::capacity, 'a');
      if (random() % 2 != 0) s[random() % s.size()] = static_cast<char>(1 + random() % 255);
      return s;
    }();
    window w;
    w.fill('a');
    if (random() % 2 != 0) std::memcpy(w.data(), text.data(), text.size());
    if (random() % 2 != 0) w[random() % w.size()] = static_cast<char>(random());
    const std::string_view there(w.data(), w.size());
    CAPTURE(text, there);
    REQUIRE(assay::detail::short_text{text}.matches(w.data()) == there.starts_with(text));
  }
}
