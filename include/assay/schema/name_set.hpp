#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::detail {

/// Names in a hash table made at compile time: one multiplication and, nearly always, one comparison find a name's index.
template <std::size_t N>
class name_set {
 public:
  constexpr explicit name_set(const std::array<std::string_view, N>& names) : names_(names) {
    std::array<std::uint32_t, N> mixes{};
    for (std::size_t i = 0; i < N; ++i) mixes[i] = mix(names[i]);
    // A factor is looked for under which each name has a slot of its own. There may be none: `started` and `stopped` mix alike.
    for (int tries = 64; !fill(mixes) && tries != 0; --tries) factor_ += 0x3C6EF362u;
  }

  /// The index of s, or -1.
  int find(std::string_view s) const noexcept {
    if (s.empty()) return -1;
    for (std::size_t at = slot(mix(s)); slots_[at] >= 0; at = next(at)) {
      const int i = slots_[at];
      if (names_[static_cast<std::size_t>(i)] == s) return i;
    }
    return -1;
  }

  constexpr std::string_view operator[](std::size_t i) const noexcept { return names_[i]; }
  static constexpr std::size_t size() noexcept { return N; }

 private:
  static_assert(N < 64, "the table has 256 slots");

  static constexpr std::uint32_t mix(std::string_view s) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(s[i])); };
    return byte(0) | byte(s.size() - 1) << 8 | static_cast<std::uint32_t>(s.size()) << 16;
  }
  constexpr std::size_t slot(std::uint32_t m) const noexcept { return m * factor_ >> 24; }

  static constexpr std::size_t next(std::size_t at) noexcept { return (at + 1) % 256; }

  /// Whether each name has the slot that is its own; the others have the next one that was free.
  constexpr bool fill(const std::array<std::uint32_t, N>& mixes) {
    slots_.fill(-1);
    bool perfect = true;
    for (std::size_t i = 0; i < N; ++i) {
      std::size_t at = slot(mixes[i]);
      for (; slots_[at] >= 0; at = next(at)) perfect = false;
      slots_[at] = static_cast<std::int8_t>(i);
    }
    return perfect;
  }

  std::array<std::string_view, N> names_;
  std::array<std::int8_t, 256> slots_{};
  std::uint32_t factor_ = 0x9E3779B1u;
};

} // namespace assay::detail
