#include <assay/timeline/detail/siphash.hpp>

#include "support/catch.hpp"

#include <string>

TEST_CASE("siphash: the vectors of its authors") {
  // SipHash-2-4, the key 00 01 ... 0f, the text 00 01 02 ...
  constexpr std::uint64_t key0 = 0x0706050403020100u, key1 = 0x0F0E0D0C0B0A0908u;
  std::string text;
  for (char c = 0; c < 15; ++c) text += c;
  const auto hash = [&](std::size_t n) { return assay::detail::siphash<2, 4>(std::string_view(text).substr(0, n), key0, key1); };
  CHECK(hash(0) == 0x726FDB47DD0E0E31u);
  CHECK(hash(1) == 0x74F839C593DC67FDu);
  CHECK(hash(8) == 0x93F5F5799A932462u);
  CHECK(hash(15) == 0xA129CA6149BE45E5u);
}
