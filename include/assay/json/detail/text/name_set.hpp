// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/short_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::detail {

/// A hash table of names, made at compile time. One multiplication and, nearly always, one
/// comparison find a name's index.
///
/// Hashes only the first seven bytes, which can be read from a quoted name in a text before its end
/// is known.
template <std::size_t N>
class name_set {
 public:
  constexpr explicit name_set(const std::array<std::string_view, N>& names) : names_(names) {
    std::array<std::uint64_t, N> mixes{};
    for (std::size_t i = 0; i < N; ++i) {
      mixes[i] = mix(names[i]);
      if (names[i].size() + 2 <= short_text::capacity && names[i].find('\0') == names[i].npos)
        quoted_[i] = {"\"", names[i], "\""};
    }
    // Searches for a factor that gives each name a different slot. There may be none:
    // `span_started` and `span_stopped` have the same first seven bytes.
    for (int tries = 64; !fill(mixes) && tries != 0; --tries) factor_ += 0x3C6EF372FE94F82Au;
  }

  /// Returns the index of s, or -1.
  int find(std::string_view s) const noexcept {
    return lookup(mix(s), [&](std::size_t i) { return names_[i] == s; });
  }

  /// Returns the index of the quoted name at p. Returns -1 if the set does not have it, or if it is
  /// longer than 30 bytes or has escapes.
  ///
  /// Precondition: p is at a quote, and `short_text::capacity` bytes are readable there.
  int find_quoted(const char* p) const noexcept {
    const std::uint64_t w = load64(p + 1);
    const std::uint64_t quotes = zero_bytes(w ^ ones * '"');
    // The bytes before the first quote, at most seven. The bits below the top bit of the quote's
    // byte cover that byte and the ones before it.
    const std::uint64_t name = w & (quotes ^ (quotes - 1)) >> 8;
    return lookup(name, [&](std::size_t i) { return quoted_[i].matches(p); });
  }

  constexpr std::string_view operator[](std::size_t i) const noexcept { return names_[i]; }
  /// Returns the name in quotes. Empty if it is longer than 30 bytes or has a NUL.
  constexpr const short_text& quoted(std::size_t i) const noexcept { return quoted_[i]; }
  static constexpr std::size_t size() noexcept { return N; }
  /// Returns the size of the longest name in bytes.
  constexpr std::size_t max_size() const noexcept {
    std::size_t greatest = 0;
    for (const std::string_view name : names_) greatest = std::max(greatest, name.size());
    return greatest;
  }

 private:
  static_assert(N < 64, "a table of 256 slots holds at most 63 names");

  static constexpr std::uint64_t mix(std::string_view s) noexcept {
    std::uint64_t w = 0;
    for (std::size_t i = std::min<std::size_t>(s.size(), 7); i-- != 0;)
      w = w << 8 | static_cast<unsigned char>(s[i]);
    return w;
  }
  constexpr std::size_t slot(std::uint64_t m) const noexcept {
    return static_cast<std::size_t>(m * factor_ >> 56);
  }

  static constexpr std::size_t next(std::size_t at) noexcept { return (at + 1) % 256; }

  template <class Is>
  int lookup(std::uint64_t m, Is is) const noexcept {
    for (std::size_t at = slot(m); slots_[at] >= 0; at = next(at)) {
      const int i = slots_[at];
      if (is(static_cast<std::size_t>(i))) return i;
    }
    return -1;
  }

  /// Fills the slots. Returns whether each name has its own slot; others take the next free one.
  constexpr bool fill(const std::array<std::uint64_t, N>& mixes) {
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
  std::array<short_text, N> quoted_{};
  std::array<std::int8_t, 256> slots_{};
  std::uint64_t factor_ = 0x9E3779B97F4A7C15u;
};

} // namespace assay::detail
