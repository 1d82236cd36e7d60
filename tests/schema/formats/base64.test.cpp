// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/formats/base64.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

using assay::is_base64;

static_assert(is_base64("Zm9vYmE=") && !is_base64("Zm9vYmE"), "usable at compile time");

TEST_CASE("base64: the examples of RFC 4648, section 10") {
  for (const std::string_view text :
       {"", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"}) {
    CAPTURE(text);
    CHECK(is_base64(text));
  }
}

TEST_CASE("base64: the alphabet is the standard one") {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  CHECK(is_base64(alphabet));
  for (int byte = 0; byte < 256; ++byte) {
    const std::string c(1, static_cast<char>(byte));
    CAPTURE(byte);
    const bool is_of_alphabet = alphabet.find(c) != alphabet.npos;
    CHECK(is_base64(c + "AAA") == is_of_alphabet);
    CHECK(is_base64("AA" + c + "A") == is_of_alphabet);
    CHECK(is_base64("AAA" + c) == (is_of_alphabet || c == "="));
  }
}

TEST_CASE("base64: only the last four characters have padding") {
  for (const std::string_view text :
       {"A", "AA", "AAA", "AAAAA", "=", "==", "===", "====", "A===", "AA=", "AAA==", "AA=A", "=AAA",
        "AA==AAAA", "AAAA====", "AAAA\nAAA", "AAAA\n", "AA-_"}) {
    CAPTURE(text);
    CHECK_FALSE(is_base64(text));
  }
}
