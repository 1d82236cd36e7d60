// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/block.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>

namespace assay::detail {

/// A text of at most 32 bytes, prepared for a fast comparison.
struct short_text {
  static constexpr std::size_t capacity = 32;

  // The text that matches nothing has size 0. Its first byte and its masks make every comparison
  // fail.
  alignas(16) char text[capacity]{'\x01'};
  /// The bits of the first 8 bytes; the first byte is the lowest.
  std::uint64_t first_word_mask{0};
  /// A bit for each of the first 16 bytes. The text that matches nothing has a 17th.
  std::uint32_t first_mask{1u << 16};
  /// A bit for each of the second 16 bytes.
  std::uint16_t second_mask{0};
  std::uint8_t size{0};

  /// Constructs the text that matches nothing.
  constexpr short_text() = default;

  /// Joins the parts. Precondition: together they have 1 to 32 bytes, and no NUL.
  constexpr short_text(std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts)
      for (const char c : part) text[size++] = c;
    first_mask = size >= 16 ? 0xFFFFu : (1u << size) - 1;
    second_mask = static_cast<std::uint16_t>(size > 16 ? (1u << (size - 16)) - 1 : 0);
    first_word_mask = size >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << 8 * size) - 1;
  }

  constexpr std::string_view view() const noexcept { return {text, size}; }

  /// Returns whether the text at p starts with this one. Precondition: 32 bytes at p are readable.
  bool matches(const char* p) const noexcept {
#if ASSAY_SSE2
    const unsigned first = bits(_mm_cmpeq_epi8(load_block(p), load_block(text)));
    if ((first & first_mask) != first_mask) return false;
    if (second_mask == 0) return true;
    const unsigned second = bits(_mm_cmpeq_epi8(load_block(p + 16), load_block(text + 16)));
    return (second & second_mask) == second_mask;
#elif ASSAY_NEON
    // The array has NULs after the text, and the text has none. Clears the bytes that are equal;
    // there is no branch for the length.
    const uint8x16_t own = load_block(text), more = load_block(text + 16);
    const lanes other = vorrq_u8(vbicq_u8(own, vceqq_u8(load_block(p), own)),
                                 vbicq_u8(more, vceqq_u8(load_block(p + 16), more)));
    return is_none(other) && size != 0;
#else
    if ((load64(p) & first_word_mask) != load64(text)) return false;
    if (size <= 8) return true;
    // Overlaps the bytes before it, and ends at the text's end.
    const std::size_t last = size - std::size_t{8};
    std::uint64_t other = load64(p + last) ^ load64(text + last);
    if (size > 16)
      other |=
          (load64(p + 8) ^ load64(text + 8)) | (load64(p + last - 8) ^ load64(text + last - 8));
    return other == 0;
#endif
  }

  /// Writes the text at p, and returns the position after it. Precondition: `capacity` bytes at p
  /// may be written.
  char* copy_to(char* p) const noexcept {
    std::memcpy(p, text, capacity);
    return p + size;
  }
};

/// A member's name as producers write it: `"name":`.
struct quoted_key : short_text {
  /// The number of bytes that do not belong to the name.
  static constexpr std::size_t around_name = 3;
  static constexpr std::size_t max_name_size = capacity - around_name;

  /// Constructs the key that matches nothing.
  constexpr quoted_key() = default;
  /// Precondition: the name has at most 29 bytes, none of which JSON escapes.
  constexpr explicit quoted_key(std::string_view name) : short_text{"\"", name, "\":"} {}

  constexpr std::string_view name() const noexcept {
    return size == 0 ? std::string_view() : view().substr(1, size - around_name);
  }
};

} // namespace assay::detail
