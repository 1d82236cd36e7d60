// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/text/block.hpp"
#include "assay/json/detail/text/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace assay::detail {

// Functions for characters with a NUL after them, such as those of Boost.JSON's strings and names.

inline std::uint64_t load32(const char* p) noexcept {
  std::uint32_t w;
  std::memcpy(&w, p, sizeof w);
  return w;
}

/// Returns whether a byte of the word is U+0000, or not ASCII.
ASSAY_ALWAYS_INLINE inline bool has_unusual(std::uint64_t w) noexcept {
  return (((w - ones) | w) & tops) != 0;
}

/// Returns whether a text is UTF-8 without U+0000, character by character. Precondition as for
/// `is_utf8_without_null`.
ASSAY_NOINLINE inline bool is_utf8_without_null_slowly(const char* p, std::size_t size) noexcept {
  for (const char* const end = p + size; p != end;) {
    if (end - p >= 8 && !has_unusual(load64(p))) {
      p += 8;
      continue;
    }
    if (static_cast<signed char>(*p) > 0) ++p;
    else if (*p == '\0' || (p = utf8_character(p)) == nullptr) return false;
  }
  return true;
}

/// Returns whether a text is UTF-8 without U+0000. Precondition: a NUL follows the text, so that
/// decoding a character stops there.
ASSAY_ALWAYS_INLINE inline bool is_utf8_without_null(const char* p, std::size_t size) noexcept {
  bool unusual = false;
  if (size >= 16) {
#if ASSAY_SSE2
    // The blocks that begin in the first size - 16 bytes, and the last block.
    const __m128i one = _mm_set1_epi8(1);
    const auto unusual_lanes = [&](const char* at) {
      const __m128i v = load_block(at);
      return _mm_or_si128(v, _mm_sub_epi8(v, one));
    };
    __m128i all = unusual_lanes(p + size - 16);
    for (std::size_t i = 0; i < size - 16; i += 16) all = _mm_or_si128(all, unusual_lanes(p + i));
    unusual = bits(all) != 0;
#else
    // The words that begin in the first size - 8 bytes, and the last word.
    std::uint64_t all = load64(p + size - 8);
    all |= all - ones;
    for (std::size_t i = 0; i < size - 8; i += 8) {
      const std::uint64_t w = load64(p + i);
      all |= w | (w - ones);
    }
    unusual = (all & tops) != 0;
#endif
  } else if (size >= 8) {
    // Two words that may overlap, both within the text.
    unusual = has_unusual(load64(p)) || has_unusual(load64(p + size - 8));
  } else if (size >= 4) {
    // Two halves that may overlap, both within the text.
    unusual = has_unusual(load32(p) << 32 | load32(p + size - 4));
  } else if (size != 0) {
    const auto byte = [&](std::size_t i) {
      return std::uint64_t{static_cast<unsigned char>(p[i])};
    };
    unusual = has_unusual(ones << 24 | byte(0) << 16 | byte(size / 2) << 8 | byte(size - 1));
  }
  return !unusual || is_utf8_without_null_slowly(p, size);
}

/// Returns whether two names of the same size are equal. Precondition: both have `size` bytes, at
/// least one.
ASSAY_ALWAYS_INLINE inline bool is_same_name(const char* a, const char* b,
                                             std::size_t size) noexcept {
  // Pairs of words that may overlap, within the names.
  if (size >= 8) {
    std::uint64_t difference = load64(a + size - 8) ^ load64(b + size - 8);
    for (std::size_t i = 0; i < size - 8; i += 8) difference |= load64(a + i) ^ load64(b + i);
    return difference == 0;
  }
  if (size >= 4)
    return ((load32(a) ^ load32(b)) | (load32(a + size - 4) ^ load32(b + size - 4))) == 0;
  return a[0] == b[0] && a[size / 2] == b[size / 2] && a[size - 1] == b[size - 1];
}

} // namespace assay::detail
