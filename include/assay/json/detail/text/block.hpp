#pragma once

#include "assay/detail/config.hpp"
#include "assay/detail/words.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

// SSE2 is part of every x86-64. ASSAY_NO_SIMD asks for the portable path, which every other
// processor takes: words of 8 bytes.
#if defined(__SSE2__) && !defined(ASSAY_NO_SIMD)
#include <emmintrin.h>
#define ASSAY_SSE2 1
#else
#define ASSAY_SSE2 0
#endif

namespace assay::detail {

/// The top bit of each byte of the word that ends or interrupts a plain ASCII string: quote,
/// backslash, control, non-ASCII.
inline std::uint64_t interrupting_bytes(std::uint64_t w) noexcept {
  const std::uint64_t from_space_on = (w & ~tops) + ones * (0x80 - 0x20);
  return zero_bytes(w ^ ones * '"') | zero_bytes(w ^ ones * '\\') | ((~from_space_on | w) & tops);
}

#if ASSAY_SSE2

/// How many bytes the functions below look at, where their names say nothing else: as many must be
/// readable.
inline constexpr std::ptrdiff_t block_size = 16;

inline __m128i load_block(const char* p) noexcept {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
}

/// The top bits of the bytes.
inline unsigned bits(__m128i v) noexcept { return static_cast<unsigned>(_mm_movemask_epi8(v)); }

/// Bytes with their top bits set for those of the block at p that end or interrupt a plain ASCII
/// string: quote, backslash, control, non-ASCII. The other bits mean nothing.
///
/// With its second bit flipped, the quote joins the control characters below 0x21. The subtraction
/// is signed and saturates: these and the bytes from 0x80 on get their top bit set, and no others.
inline __m128i interrupting_lanes(const char* p) noexcept {
  const __m128i v = load_block(p);
  const __m128i backslash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));
  const __m128i other = _mm_subs_epi8(_mm_xor_si128(v, _mm_set1_epi8(2)), _mm_set1_epi8(0x21));
  return _mm_or_si128(backslash, other);
}

/// One bit for each byte of the block at p that is a digit: '0' becomes the least of all signed
/// bytes.
inline unsigned digit_bytes(const char* p) noexcept {
  const __m128i v = _mm_add_epi8(load_block(p), _mm_set1_epi8(static_cast<char>(0x80 - '0')));
  return bits(_mm_cmplt_epi8(v, _mm_set1_epi8(static_cast<char>(0x80 + 10))));
}

/// Copies the block at `from` to `to`.
inline void copy_block(char* to, const char* from) noexcept {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), load_block(from));
}

#else

/// How many bytes the functions below look at, where their names say nothing else: as many must be
/// readable.
inline constexpr std::ptrdiff_t block_size = 8;

/// One bit for each byte, of those that have their top bits set; the others are zero.
inline unsigned bits(std::uint64_t w) noexcept {
  return static_cast<unsigned>((w >> 7) * 0x0102040810204080u >> 56);
}

/// Bytes with their top bits set for those of the block at p that end or interrupt a plain ASCII
/// string: quote, backslash, control, non-ASCII.
inline std::uint64_t interrupting_lanes(const char* p) noexcept {
  return interrupting_bytes(load64(p));
}

/// One bit for each byte of the block at p that is a digit.
inline unsigned digit_bytes(const char* p) noexcept {
  const std::uint64_t w = load64(p);
  const std::uint64_t from_zero_on = (w & ~tops) + ones * (0x80 - '0'),
                      behind_nine = (w & ~tops) + ones * (0x80 - '9' - 1);
  return bits(from_zero_on & ~behind_nine & ~w & tops);
}

/// Copies the block at `from` to `to`.
inline void copy_block(char* to, const char* from) noexcept {
  std::memcpy(to, from, static_cast<std::size_t>(block_size));
}

#endif

/// One bit for each byte of the block at p that ends or interrupts a plain ASCII string.
inline unsigned interrupting(const char* p) noexcept { return bits(interrupting_lanes(p)); }

/// Whether a text has one block to four: then these cover it, and no loop is needed whose end would
/// have to be foreseen.
constexpr bool fits_four_blocks(std::size_t size) noexcept {
  return size >= static_cast<std::size_t>(block_size) &&
         size <= 4 * static_cast<std::size_t>(block_size);
}

/// Calls f with the places where they begin, in ascending order: they overlap, or are the same.
/// Precondition: `fits_four_blocks`.
template <class F>
ASSAY_ALWAYS_INLINE constexpr void for_four_blocks(std::size_t size, F f) {
  constexpr auto block = static_cast<std::size_t>(block_size);
  const std::size_t last = size - block;
  f(std::size_t{0});
  f(size > 2 * block ? block : 0);
  f(size > 2 * block ? last - block : last);
  f(last);
}

/// Whether nothing ends or interrupts a plain ASCII string within `Size` bytes.
template <std::ptrdiff_t Size>
ASSAY_ALWAYS_INLINE inline bool is_uninterrupted(const char* p) noexcept {
  auto any = interrupting_lanes(p);
  for (std::ptrdiff_t i = block_size; i < Size; i += block_size) any |= interrupting_lanes(p + i);
  return bits(any) == 0;
}

/// What `Of` says of each byte, for as many as are readable: at most 64.
template <std::ptrdiff_t Size, unsigned (*Of)(const char*)>
ASSAY_ALWAYS_INLINE inline std::uint64_t map_of(const char* p) noexcept {
  std::uint64_t all = 0;
  for (std::ptrdiff_t i = 0; i < Size; i += block_size) all |= std::uint64_t{Of(p + i)} << i;
  return all;
}

/// The index of the first byte whose bit is set. Precondition: there is one.
inline std::ptrdiff_t first_of(std::uint64_t mask) noexcept { return std::countr_zero(mask); }

} // namespace assay::detail
