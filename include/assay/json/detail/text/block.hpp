// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/detail/words.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

// Every x86-64 has SSE2, and every aarch64 has NEON; the lanes of a big-endian aarch64 are in
// reverse order. ASSAY_NO_SIMD selects the portable path, which all other processors use: words of
// 8 bytes.
#if defined(__SSE2__) && !defined(ASSAY_NO_SIMD)
#include <emmintrin.h>
#define ASSAY_SSE2 1
#else
#define ASSAY_SSE2 0
#endif
#if defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__) &&                      \
    !defined(ASSAY_NO_SIMD)
#include <arm_neon.h>
#define ASSAY_NEON 1
#else
#define ASSAY_NEON 0
#endif

namespace assay::detail {

/// Sets the top bit of each byte of the word that ends or interrupts a plain ASCII string: quotes,
/// backslashes, control characters, non-ASCII bytes. The other bits are unspecified.
///
/// Flipping the second bit moves the quote to the control characters below 0x21. No sum carries
/// into the next byte, because both numbers are below 0x80.
inline std::uint64_t interrupting_bytes(std::uint64_t w) noexcept {
  const std::uint64_t low = w & ~tops;
  const std::uint64_t no_control = (low ^ ones * 2) + ones * (0x80 - 0x21);
  const std::uint64_t no_backslash = (low ^ ones * '\\') + ones * 0x7F;
  return ~(no_control & no_backslash) | w;
}

// Each path defines blocks of `block_size` bytes, all of which must be readable, and lanes: a true
// or false value for each byte of a block.

#if ASSAY_SSE2

inline constexpr std::ptrdiff_t block_size = 16;

/// The top bit of each byte is its lane. The other bits are unspecified.
using lanes = __m128i;

inline __m128i load_block(const char* p) noexcept {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
}

/// Returns one bit for each byte.
inline unsigned bits(lanes v) noexcept { return static_cast<unsigned>(_mm_movemask_epi8(v)); }

inline bool is_none(lanes v) noexcept { return bits(v) == 0; }

inline lanes either_lanes(lanes a, lanes b) noexcept { return _mm_or_si128(a, b); }

/// Finds the bytes of the block at p that end or interrupt a plain ASCII string: quotes,
/// backslashes, control characters, non-ASCII bytes.
///
/// Flipping the second bit moves the quote to the control characters below 0x21. The subtraction is
/// signed and saturates. So these bytes, and those from 0x80 on, get their top bits set, and no
/// others.
inline lanes interrupting_lanes(const char* p) noexcept {
  const __m128i v = load_block(p);
  const __m128i backslash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));
  const __m128i other = _mm_subs_epi8(_mm_xor_si128(v, _mm_set1_epi8(2)), _mm_set1_epi8(0x21));
  return _mm_or_si128(backslash, other);
}

/// Finds the digits in the block at p. The addition turns '0' into the smallest signed byte.
inline lanes digit_lanes(const char* p) noexcept {
  const __m128i v = _mm_add_epi8(load_block(p), _mm_set1_epi8(static_cast<char>(0x80 - '0')));
  return _mm_cmplt_epi8(v, _mm_set1_epi8(static_cast<char>(0x80 + 10)));
}

/// Finds the bytes of the block at p that are c.
inline lanes equal_lanes(const char* p, char c) noexcept {
  return _mm_cmpeq_epi8(load_block(p), _mm_set1_epi8(c));
}

/// Adds one to the count of each byte that `equal_lanes` has found. Precondition: no count exceeds
/// 255.
inline __m128i counted(__m128i counts, lanes equal) noexcept { return _mm_sub_epi8(counts, equal); }

/// Returns the sum of all counts.
inline std::size_t sum_of(__m128i counts) noexcept {
  const __m128i sums = _mm_sad_epu8(counts, _mm_setzero_si128());
  return static_cast<std::size_t>(_mm_extract_epi16(sums, 0) + _mm_extract_epi16(sums, 4));
}

/// Copies the block at `from` to `to`.
inline void copy_block(char* to, const char* from) noexcept {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), load_block(from));
}

#elif ASSAY_NEON

inline constexpr std::ptrdiff_t block_size = 16;

/// The bits of each byte are all set, or none is.
using lanes = uint8x16_t;

inline uint8x16_t load_block(const char* p) noexcept {
  return vld1q_u8(reinterpret_cast<const unsigned char*>(p));
}

/// Keeps in each byte only the bit of its place among eight. After three pairwise additions, eight
/// bytes become one.
inline uint8x16_t placed(lanes v) noexcept {
  return vandq_u8(v, vreinterpretq_u8_u64(vdupq_n_u64(0x8040201008040201u)));
}

/// Returns one bit for each byte.
inline unsigned bits(lanes v) noexcept {
  uint8x16_t sums = placed(v);
  for (int i = 0; i < 3; ++i) sums = vpaddq_u8(sums, sums);
  return vgetq_lane_u16(vreinterpretq_u16_u8(sums), 0);
}

inline bool is_none(lanes v) noexcept {
  const uint32x4_t words = vreinterpretq_u32_u8(v);
  return vgetq_lane_u64(vreinterpretq_u64_u32(vpmaxq_u32(words, words)), 0) == 0;
}

inline lanes either_lanes(lanes a, lanes b) noexcept { return vorrq_u8(a, b); }

/// Finds the bytes of the block at p that end or interrupt a plain ASCII string: quotes,
/// backslashes, control characters, non-ASCII bytes.
///
/// Flipping the second bit moves the quote to the control characters below 0x21. Bytes from 0x80 on
/// are negative, and so also less.
inline lanes interrupting_lanes(const char* p) noexcept {
  const uint8x16_t v = load_block(p);
  const uint8x16_t flipped = veorq_u8(v, vdupq_n_u8(2));
  return vorrq_u8(vceqq_u8(v, vdupq_n_u8('\\')),
                  vcltq_s8(vreinterpretq_s8_u8(flipped), vdupq_n_s8(0x21)));
}

/// Finds the digits in the block at p.
inline lanes digit_lanes(const char* p) noexcept {
  return vcltq_u8(vsubq_u8(load_block(p), vdupq_n_u8('0')), vdupq_n_u8(10));
}

/// Finds the bytes of the block at p that are c.
inline lanes equal_lanes(const char* p, char c) noexcept {
  return vceqq_u8(load_block(p), vdupq_n_u8(static_cast<unsigned char>(c)));
}

/// Adds one to the count of each byte that `equal_lanes` has found. Precondition: no count exceeds
/// 255.
inline uint8x16_t counted(uint8x16_t counts, lanes equal) noexcept {
  return vsubq_u8(counts, equal);
}

/// Returns the sum of all counts.
inline std::size_t sum_of(uint8x16_t counts) noexcept { return vaddlvq_u8(counts); }

/// Copies the block at `from` to `to`.
inline void copy_block(char* to, const char* from) noexcept {
  vst1q_u8(reinterpret_cast<unsigned char*>(to), load_block(from));
}

#else

inline constexpr std::ptrdiff_t block_size = 8;

/// The top bit of each byte is its lane. The other bits are unspecified.
using lanes = std::uint64_t;

/// Returns one bit for each byte. The product's top byte collects them; each comes from a different
/// term, and no two terms overlap.
inline unsigned bits(lanes w) noexcept {
  return static_cast<unsigned>((w & tops) * 0x0002040810204081u >> 56);
}

inline bool is_none(lanes w) noexcept { return (w & tops) == 0; }

inline lanes either_lanes(lanes a, lanes b) noexcept { return a | b; }

/// Finds the bytes of the block at p that end or interrupt a plain ASCII string: quotes,
/// backslashes, control characters, non-ASCII bytes.
inline lanes interrupting_lanes(const char* p) noexcept { return interrupting_bytes(load64(p)); }

/// Finds the digits in the block at p.
inline lanes digit_lanes(const char* p) noexcept {
  const std::uint64_t w = load64(p);
  const std::uint64_t from_zero_on = (w & ~tops) + ones * (0x80 - '0'),
                      after_nine = (w & ~tops) + ones * (0x80 - '9' - 1);
  return from_zero_on & ~after_nine & ~w;
}

/// Finds the bytes of the block at p that are c.
inline lanes equal_lanes(const char* p, char c) noexcept {
  return zero_bytes(load64(p) ^ ones * static_cast<unsigned char>(c));
}

/// Adds one to the count of each byte that `equal_lanes` has found. Precondition: no count exceeds
/// 255.
inline std::uint64_t counted(std::uint64_t counts, lanes equal) noexcept {
  return counts + (equal >> 7);
}

/// Returns the sum of all counts.
inline std::size_t sum_of(std::uint64_t counts) noexcept {
  constexpr std::uint64_t halves = 0x00FF00FF00FF00FFu;
  return static_cast<std::size_t>(
      ((counts & halves) + (counts >> 8 & halves)) * 0x0001000100010001u >> 48);
}

/// Copies the block at `from` to `to`.
inline void copy_block(char* to, const char* from) noexcept {
  std::memcpy(to, from, static_cast<std::size_t>(block_size));
}

#endif

/// Returns one bit for each byte of the block at p that ends or interrupts a plain ASCII string.
inline unsigned interrupting(const char* p) noexcept { return bits(interrupting_lanes(p)); }

/// Returns whether a text has a size of one to four blocks. Four blocks then cover it without a
/// loop, whose end the processor would have to predict.
constexpr bool fits_four_blocks(std::size_t size) noexcept {
  return size >= static_cast<std::size_t>(block_size) &&
         size <= 4 * static_cast<std::size_t>(block_size);
}

/// Calls f with the places of four blocks that cover the text, in ascending order. They may overlap
/// or be equal. Precondition: `fits_four_blocks`.
template <class F>
ASSAY_ALWAYS_INLINE constexpr void for_four_blocks(std::size_t size, F f) {
  constexpr auto block = static_cast<std::size_t>(block_size);
  const std::size_t last = size - block;
  f(std::size_t{0});
  f(size > 2 * block ? block : 0);
  f(size > 2 * block ? last - block : last);
  f(last);
}

/// Returns whether no byte of the first `Size` ends or interrupts a plain ASCII string.
/// Precondition: `Size` bytes at p are readable.
template <std::ptrdiff_t Size>
ASSAY_ALWAYS_INLINE inline bool is_uninterrupted(const char* p) noexcept {
  lanes any = interrupting_lanes(p);
  for (std::ptrdiff_t i = block_size; i < Size; i += block_size)
    any = either_lanes(any, interrupting_lanes(p + i));
  return is_none(any);
}

/// Returns one bit for each of the `Size` bytes at p that `Of` finds. Precondition: `Size` bytes at
/// p are readable.
template <std::ptrdiff_t Size, lanes (*Of)(const char*)>
ASSAY_ALWAYS_INLINE inline std::uint64_t map_of(const char* p) noexcept {
  static_assert(Size == 32 || Size == 64);
#if ASSAY_NEON
  // `vpaddq_u8` merges two bits. The first eight bytes of its result are for the bytes 0 to 15, the
  // others for 16 to 31.
  const auto pair = [](const char* at) { return vpaddq_u8(placed(Of(at)), placed(Of(at + 16))); };
  uint8x16_t sums = pair(p);
  sums = vpaddq_u8(sums, Size == 64 ? pair(p + Size - 32) : sums);
  sums = vpaddq_u8(sums, sums);
  if constexpr (Size == 32) return vgetq_lane_u32(vreinterpretq_u32_u8(sums), 0);
  return vgetq_lane_u64(vreinterpretq_u64_u8(sums), 0);
#else
  std::uint64_t all = 0;
  for (std::ptrdiff_t i = 0; i < Size; i += block_size) all |= std::uint64_t{bits(Of(p + i))} << i;
  return all;
#endif
}

/// Returns whether the byte at `place` is the first that ends or interrupts a plain ASCII string.
/// Precondition: `place` is below 64, and 64 bytes at p are readable.
ASSAY_ALWAYS_INLINE inline bool is_first_interruption(const char* p, std::size_t place) noexcept {
  if constexpr (block_size == 8) {              // reads only as many small blocks as required
    const char* const last = p + place / 8 * 8; // at most p + 56
    lanes before{};
    for (; p != last; p += 8) before = either_lanes(before, interrupting_lanes(p));
    const unsigned up_to_it = (2u << place % 8) - 1;
    return is_none(before) && (interrupting(last) & up_to_it) == 1u << place % 8;
  } else {
    const std::uint64_t up_to_it = (std::uint64_t{2} << place) - 1;
    return (map_of<64, interrupting_lanes>(p) & up_to_it) == std::uint64_t{1} << place;
  }
}

/// Returns the index of the first byte whose bit is set. Precondition: there is one.
inline std::ptrdiff_t first_of(std::uint64_t mask) noexcept { return std::countr_zero(mask); }

} // namespace assay::detail
