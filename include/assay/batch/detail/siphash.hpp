// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace assay::detail {

/// SipHash by Aumasson and Bernstein, with `Compress` rounds for each word and `Finish` rounds for
/// each half of the 128 bits. Without the key nobody can construct texts with the same hash, and an
/// accidental collision is practically impossible. The value is the same on every machine.
template <int Compress = 1, int Finish = 3>
std::array<std::uint64_t, 2> siphash(std::string_view text, std::uint64_t key0,
                                     std::uint64_t key1) noexcept {
  std::uint64_t a = key0 ^ 0x736F6D6570736575u, b = key1 ^ 0x646F72616E646F6Du ^ 0xEE,
                c = key0 ^ 0x6C7967656E657261u, d = key1 ^ 0x7465646279746573u;
  const auto rounds = [&](int n) {
    for (; n != 0; --n) {
      a += b, c += d;
      b = std::rotl(b, 13) ^ a, d = std::rotl(d, 16) ^ c;
      a = std::rotl(a, 32);
      a += d, c += b;
      b = std::rotl(b, 17) ^ c, d = std::rotl(d, 21) ^ a;
      c = std::rotl(c, 32);
    }
  };
  const auto absorb = [&](std::uint64_t word) {
    d ^= word;
    rounds(Compress);
    a ^= word;
  };
  std::uint64_t last = std::uint64_t{text.size()} << 56;
  for (; text.size() >= 8; text.remove_prefix(8)) {
    std::uint64_t word;
    std::memcpy(&word, text.data(), 8);
    if constexpr (std::endian::native == std::endian::big) word = byte_swapped(word);
    absorb(word);
  }
  for (std::size_t i = 0; i < text.size(); ++i)
    last |= std::uint64_t{static_cast<unsigned char>(text[i])} << 8 * i;
  absorb(last);
  const auto half = [&] {
    rounds(Finish);
    return a ^ b ^ c ^ d;
  };
  c ^= 0xEE;
  const std::uint64_t first = half();
  b ^= 0xDD;
  return {first, half()};
}

} // namespace assay::detail
