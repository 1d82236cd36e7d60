#pragma once

#include "assay/json/detail/text/block.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::detail {

/// How many newlines the text has. Reads it once, by blocks: a search from newline to newline takes
/// longer where lines are short.
inline std::size_t count_newlines(std::string_view text) noexcept {
  const char* p = text.data();
  std::size_t left = text.size(), n = 0;
#if ASSAY_SSE2
  const __m128i newline = _mm_set1_epi8('\n');
  while (left >= 64) {
    __m128i a = _mm_setzero_si128(), b = a, c = a, d = a; // a count in each byte, of 255 at most
    const char* const end = p + std::min<std::size_t>(left / 64, 255) * 64;
    left -= static_cast<std::size_t>(end - p);
    for (; p != end; p += 64) {
      a = _mm_sub_epi8(a, _mm_cmpeq_epi8(load_block(p), newline));
      b = _mm_sub_epi8(b, _mm_cmpeq_epi8(load_block(p + 16), newline));
      c = _mm_sub_epi8(c, _mm_cmpeq_epi8(load_block(p + 32), newline));
      d = _mm_sub_epi8(d, _mm_cmpeq_epi8(load_block(p + 48), newline));
    }
    const __m128i zero = _mm_setzero_si128();
    const __m128i sums = _mm_add_epi64(_mm_add_epi64(_mm_sad_epu8(a, zero), _mm_sad_epu8(b, zero)),
                                       _mm_add_epi64(_mm_sad_epu8(c, zero), _mm_sad_epu8(d, zero)));
    n += static_cast<std::size_t>(_mm_extract_epi16(sums, 0) + _mm_extract_epi16(sums, 4));
  }
#endif
  for (; left >= 8; p += 8, left -= 8)
    n += static_cast<std::size_t>(std::popcount(zero_bytes(load64(p) ^ ones * '\n')));
  for (; left != 0; ++p, --left) n += *p == '\n';
  return n;
}

/// Where the text's last newline is, or npos. Looks backwards, by blocks: std::string_view::rfind
/// goes byte by byte.
inline std::size_t find_last_newline(std::string_view text) noexcept {
  const char* const begin = text.data();
  std::size_t left = text.size();
#if ASSAY_SSE2
  const __m128i newline = _mm_set1_epi8('\n');
  for (; left >= 16; left -= 16)
    if (const unsigned found = bits(_mm_cmpeq_epi8(load_block(begin + left - 16), newline)))
      return left - 16 + static_cast<std::size_t>(std::bit_width(found)) - 1;
#endif
  for (; left >= 8; left -= 8)
    if (const std::uint64_t found = zero_bytes(load64(begin + left - 8) ^ ones * '\n'))
      return left - 8 + static_cast<std::size_t>(std::bit_width(found) - 1) / 8;
  while (left != 0)
    if (begin[--left] == '\n') return left;
  return text.npos;
}

} // namespace assay::detail
