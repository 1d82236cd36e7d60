// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>

namespace assay::testing {

/// A source of choices for generators: a seed, or bytes from a fuzzer.
///
/// The same seed or bytes give the same choices on every machine and with every compiler. After its
/// last byte, a source of bytes returns zeros. Generators then choose what is simplest, so they
/// always end. A copy has a copy of the state. It allocates and throws nothing. It refers to the
/// bytes, which must outlive it.
class source {
 public:
  /// Constructs an endless source from a seed.
  explicit constexpr source(std::uint64_t seed) noexcept : state_(seed) {}
  /// Constructs a source from bytes.
  explicit constexpr source(std::span<const std::uint8_t> bytes) noexcept
      : bytes_(bytes), has_bytes_(true) {}

  /// Returns 64 bits; all values are equally likely.
  constexpr std::uint64_t bits() noexcept {
    if (has_bytes_) return take(8);
    // splitmix64: all seeds are good, and the state is one number
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
  }

  /// Returns a number from 0 to `count` - 1, or 0 if `count` is 0. The first is the simplest
  /// choice.
  constexpr std::size_t below(std::size_t count) noexcept {
    if (count < 2) return 0;
    if (!has_bytes_) return static_cast<std::size_t>(bits() % count);
    return static_cast<std::size_t>(take(count <= 256 ? 1 : count <= 65'536 ? 2 : 8) % count);
  }

  /// Returns a number from `first` to `last`.
  constexpr std::size_t between(std::size_t first, std::size_t last) noexcept {
    return first + below(last - first + 1);
  }

  /// Returns true once in `n` times on average, and false after the last byte.
  constexpr bool one_in(std::size_t n) noexcept { return n < 2 || below(n) == n - 1; }

  /// Returns an element of `from`. Precondition: `from` is not empty.
  template <class Range>
  constexpr decltype(auto) pick(const Range& from) noexcept {
    return from[below(std::size(from))];
  }

  /// Returns whether all bytes are used up. A seed is never used up.
  constexpr bool is_empty() const noexcept { return has_bytes_ && bytes_.empty(); }

 private:
  constexpr std::uint64_t take(std::size_t size) noexcept {
    std::uint64_t out = 0;
    for (; size != 0 && !bytes_.empty(); --size) {
      out = out << 8 | bytes_.front();
      bytes_ = bytes_.subspan(1);
    }
    return out;
  }

  std::uint64_t state_ = 0;
  std::span<const std::uint8_t> bytes_{};
  bool has_bytes_ = false;
};

} // namespace assay::testing
