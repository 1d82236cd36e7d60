// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay_fuzz {

/// Takes numbers and bytes from an input, for targets that make their own texts. Returns zeros
/// after its end.
class fields {
 public:
  explicit fields(std::string_view text) noexcept : rest_(text) {}

  std::uint8_t byte() noexcept {
    if (rest_.empty()) return 0;
    const char first = rest_.front();
    rest_.remove_prefix(1);
    return static_cast<std::uint8_t>(first);
  }
  template <std::size_t N>
  std::array<std::uint8_t, N> bytes() noexcept {
    std::array<std::uint8_t, N> out{};
    for (std::uint8_t& b : out) b = byte();
    return out;
  }
  /// Returns a number of 64 bits; small ones are as frequent as large ones.
  std::uint64_t number() noexcept {
    std::uint64_t out = 0;
    for (int size = byte() % 9; size > 0; --size) out = out << 8 | byte();
    return out;
  }
  /// Returns a number from 0 to below a limit.
  unsigned below(unsigned limit) noexcept {
    const unsigned high = byte();
    return (high << 8 | byte()) % limit;
  }
  /// Returns this number of characters, or the rest of the input.
  std::string_view text(std::size_t size) noexcept {
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(out.size());
    return out;
  }

 private:
  std::string_view rest_;
};

} // namespace assay_fuzz
