#pragma once

#include "assay/json/detail/block.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace assay::detail {

/// A member's name as producers write it, `"name":`, ready to be compared in one step.
struct quoted_key {
  static constexpr std::size_t capacity = 32;

  alignas(16) char text[capacity]{};
  unsigned first_mask{1u << 16}; ///< the bits that must match in the first 16 bytes; the empty key asks for one too many
  unsigned second_mask{0};       ///< and in the second 16
  std::uint8_t size{0};

  /// The key that matches nothing.
  constexpr quoted_key() = default;

  /// Precondition: the name has at most 29 bytes and none that JSON escapes.
  constexpr explicit quoted_key(std::string_view name) : size(static_cast<std::uint8_t>(name.size() + 3)) {
    text[0] = '"';
    for (std::size_t i = 0; i < name.size(); ++i) text[i + 1] = name[i];
    text[name.size() + 1] = '"';
    text[name.size() + 2] = ':';
    first_mask = size >= 16 ? 0xFFFFu : (1u << size) - 1;
    second_mask = size > 16 ? (1u << (size - 16)) - 1 : 0;
  }

  constexpr std::string_view name() const noexcept { return size == 0 ? std::string_view() : std::string_view(text + 1, size - 3u); }

  /// Whether the text at p starts with the key. 32 bytes at p are readable.
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
};

} // namespace assay::detail
