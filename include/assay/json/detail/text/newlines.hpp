// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/block.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <string_view>

namespace assay::detail {

/// Returns the number of newlines. Reads the text once, in blocks: a search from newline to newline
/// takes longer if lines are short.
inline std::size_t count_newlines(std::string_view text) noexcept {
  constexpr auto block = static_cast<std::size_t>(block_size);
  const char* p = text.data();
  std::size_t left = text.size(), n = 0;
  while (left >= 4 * block) {
    lanes a{}, b{}, c{}, d{}; // a count in each byte
    const char* const end = p + std::min<std::size_t>(left / (4 * block), 255) * 4 * block;
    left -= static_cast<std::size_t>(end - p);
    for (; p != end; p += 4 * block) {
      a = counted(a, equal_lanes(p, '\n'));
      b = counted(b, equal_lanes(p + block, '\n'));
      c = counted(c, equal_lanes(p + 2 * block, '\n'));
      d = counted(d, equal_lanes(p + 3 * block, '\n'));
    }
    n += sum_of(a) + sum_of(b) + sum_of(c) + sum_of(d);
  }
  for (; left >= block; p += block, left -= block)
    n += sum_of(counted(lanes{}, equal_lanes(p, '\n')));
  for (; left != 0; ++p, --left) n += *p == '\n';
  return n;
}

/// Returns the position of the last newline, or npos. Searches backwards, in blocks:
/// std::string_view::rfind goes byte by byte.
inline std::size_t find_last_newline(std::string_view text) noexcept {
  constexpr auto block = static_cast<std::size_t>(block_size);
  const char* const begin = text.data();
  std::size_t left = text.size();
  for (; left >= block; left -= block)
    if (const unsigned found = bits(equal_lanes(begin + left - block, '\n')))
      return left - block + static_cast<std::size_t>(std::bit_width(found)) - 1;
  while (left != 0)
    if (begin[--left] == '\n') return left;
  return text.npos;
}

} // namespace assay::detail
