#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace assay::detail {

/// SipHash with `Compress` rounds a word and `Finish` at the end, by Aumasson and Bernstein, of 128 bits or, when not `Wide`, of 64: the
/// first of the two.
template <int Compress, int Finish, bool Wide>
std::array<std::uint64_t, 2> sip_words(std::string_view text, std::uint64_t key0, std::uint64_t key1) noexcept {
  std::uint64_t a = key0 ^ 0x736F6D6570736575u, b = key1 ^ 0x646F72616E646F6Du, c = key0 ^ 0x6C7967656E657261u,
                d = key1 ^ 0x7465646279746573u;
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
  if constexpr (Wide) b ^= 0xEE;
  std::uint64_t last = std::uint64_t{text.size()} << 56;
  for (; text.size() >= 8; text.remove_prefix(8)) {
    std::uint64_t word;
    std::memcpy(&word, text.data(), 8);
    absorb(word);
  }
  for (std::size_t i = 0; i < text.size(); ++i) last |= std::uint64_t{static_cast<unsigned char>(text[i])} << 8 * i;
  absorb(last);
  c ^= Wide ? 0xEE : 0xFF;
  rounds(Finish);
  const std::uint64_t first = a ^ b ^ c ^ d;
  if constexpr (!Wide) return {first};
  b ^= 0xDD;
  rounds(Finish);
  return {first, a ^ b ^ c ^ d};
}

/// SipHash: whoever does not know the key finds no texts of the same hash. Of the same value on machines of the same byte order only.
template <int Compress = 1, int Finish = 3>
std::uint64_t siphash(std::string_view text, std::uint64_t key0, std::uint64_t key1) noexcept {
  return sip_words<Compress, Finish, false>(text, key0, key1)[0];
}

/// The same with 128 bits, which chance does not make equal either.
template <int Compress = 1, int Finish = 3>
std::array<std::uint64_t, 2> siphash_128(std::string_view text, std::uint64_t key0, std::uint64_t key1) noexcept {
  return sip_words<Compress, Finish, true>(text, key0, key1);
}

} // namespace assay::detail
