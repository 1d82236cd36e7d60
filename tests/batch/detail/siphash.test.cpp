// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/detail/siphash.hpp"

#include "support/catch.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

TEST_CASE("siphash: the test vectors of its authors") {
  // SipHash-2-4 of 128 bits, the key 00 01 ... 0f, the text 00 01 02 ...
  constexpr std::uint64_t key0 = 0x0706050403020100u, key1 = 0x0F0E0D0C0B0A0908u;
  std::string text;
  for (char c = 0; c < 15; ++c) text += c;
  const auto hash = [&](std::size_t n) {
    return assay::detail::siphash<2, 4>(std::string_view(text).substr(0, n), key0, key1);
  };
  using words = std::array<std::uint64_t, 2>;
  CHECK(hash(0) == words{0xE6A825BA047F81A3u, 0x930255C71472F66Du});
  CHECK(hash(1) == words{0x44AF996BD8C187DAu, 0x45FC229B11597634u});
  CHECK(hash(8) == words{0x61F55862BAA9623Bu, 0xB49714F364E2830Fu});
  CHECK(hash(15) == words{0x11A8B03399E99354u, 0xD9C3CF970FEC087Eu});
}
