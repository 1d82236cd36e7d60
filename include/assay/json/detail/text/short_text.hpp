#pragma once

#include "assay/json/detail/text/block.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>

namespace assay::detail {

/// A text of at most 32 bytes, ready to be compared in one step.
struct short_text {
  static constexpr std::size_t capacity = 32;

  alignas(16) char text[capacity]{};
  unsigned first_mask{1u << 16}; ///< the bits that must match in the first 16 bytes; the empty text
                                 ///< asks for one too many
  unsigned second_mask{0};       ///< and in the second 16
  std::uint8_t size{0};

  /// The text that matches nothing.
  constexpr short_text() = default;

  /// The parts, one behind the other. Precondition: they are not empty, and have at most 32 bytes
  /// together.
  constexpr short_text(std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts)
      for (const char c : part) text[size++] = c;
    first_mask = size >= 16 ? 0xFFFFu : (1u << size) - 1;
    second_mask = size > 16 ? static_cast<unsigned>((std::uint64_t{1} << (size - 16)) - 1) : 0;
  }

  constexpr std::string_view view() const noexcept { return {text, size}; }

  /// Whether the text at p starts with this one. 32 bytes at p are readable.
  bool matches(const char* p) const noexcept {
#if ASSAY_SSE2
    const unsigned first = bits(_mm_cmpeq_epi8(load_block(p), load_block(text)));
    if ((first & first_mask) != first_mask) return false;
    if (second_mask == 0) return true;
    const unsigned second = bits(_mm_cmpeq_epi8(load_block(p + 16), load_block(text + 16)));
    return (second & second_mask) == second_mask;
#else
    return size != 0 && std::memcmp(p, text, size) == 0;
#endif
  }

  /// Writes the text at p, where `capacity` bytes may be written; returns the position behind it.
  char* copy_to(char* p) const noexcept {
    std::memcpy(p, text, capacity);
    return p + size;
  }
};

/// A member's name as producers write it: `"name":`.
struct quoted_key : short_text {
  /// The bytes that are not the name's.
  static constexpr std::size_t around_name = 3;
  static constexpr std::size_t max_name_size = capacity - around_name;

  /// The key that matches nothing.
  constexpr quoted_key() = default;
  /// Precondition: the name has at most 29 bytes and none that JSON escapes.
  constexpr explicit quoted_key(std::string_view name) : short_text{"\"", name, "\":"} {}

  constexpr std::string_view name() const noexcept {
    return size == 0 ? std::string_view() : view().substr(1, size - around_name);
  }
};

} // namespace assay::detail
