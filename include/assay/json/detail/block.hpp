#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

// SSE2 is part of every x86-64. ASSAY_NO_SIMD asks for the portable path, which every other processor takes: words of 8 bytes.
#if defined(__SSE2__) && !defined(ASSAY_NO_SIMD)
#include <emmintrin.h>
#define ASSAY_SSE2 1
#else
#define ASSAY_SSE2 0
#endif

namespace assay::detail {

/// The 8 bytes at p as a number, the first byte lowest. 8 bytes at p are readable.
inline std::uint64_t load64(const char* p) noexcept {
  std::uint64_t w;
  std::memcpy(&w, p, sizeof w);
  if constexpr (std::endian::native == std::endian::big) w = __builtin_bswap64(w);
  return w;
}

#if ASSAY_SSE2

/// How many bytes the functions below look at: as many must be readable.
inline constexpr std::ptrdiff_t block_size = 16;

inline __m128i load_block(const char* p) noexcept { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p)); }

inline unsigned bits(__m128i v) noexcept { return static_cast<unsigned>(_mm_movemask_epi8(v)); }

/// One bit for each byte of the block at p that ends or interrupts a plain ASCII string: quote, backslash, control, non-ASCII.
/// (The comparison with 0x20 is signed, so that bytes from 0x80 on count as small.)
inline unsigned interrupting(const char* p) noexcept {
  const __m128i v = load_block(p);
  const __m128i quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));
  const __m128i other = _mm_cmplt_epi8(v, _mm_set1_epi8(0x20));
  return bits(_mm_or_si128(_mm_or_si128(quote, backslash), other));
}

/// The index of the first byte whose bit is set in a mask of `interrupting` that is not 0.
inline std::ptrdiff_t first_of(unsigned mask) noexcept { return std::countr_zero(mask); }

/// Copies the block at `from` to `to`.
inline void copy_block(char* to, const char* from) noexcept { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), load_block(from)); }

#else

/// How many bytes the functions below look at: as many must be readable.
inline constexpr std::ptrdiff_t block_size = 8;
inline constexpr std::uint64_t ones = 0x0101010101010101u;
inline constexpr std::uint64_t tops = 0x8080808080808080u;

/// The top bit of each byte that is zero; exact up to and including the first one, which is all that is used.
inline std::uint64_t zero_bytes(std::uint64_t w) noexcept { return (w - ones) & ~w & tops; }

/// The top bit of each byte of the block at p that ends or interrupts a plain ASCII string; exact up to the first one.
inline std::uint64_t interrupting(const char* p) noexcept {
  const std::uint64_t w = load64(p);
  return zero_bytes(w ^ ones * '"') | zero_bytes(w ^ ones * '\\') | ((w - ones * 0x20) & ~w & tops) | (w & tops);
}

/// The index of the first byte whose bit is set in a mask of `interrupting` that is not 0.
inline std::ptrdiff_t first_of(std::uint64_t mask) noexcept { return std::countr_zero(mask) / 8; }

/// Copies the block at `from` to `to`.
inline void copy_block(char* to, const char* from) noexcept { std::memcpy(to, from, static_cast<std::size_t>(block_size)); }

#endif

} // namespace assay::detail
