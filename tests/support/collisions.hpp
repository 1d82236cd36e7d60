// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

/// Returns texts of 16 bytes that all have the same hash, by inverting the hash function of
/// libstdc++ (MurmurHash64A). With other standard libraries their hashes differ.
inline std::vector<std::string> colliding_texts(std::size_t n) {
  constexpr std::uint64_t factor = 0xC6A4'A793'5BD1'E995u;
  constexpr std::uint64_t inverse = [] {
    std::uint64_t x = factor; // by Newton's method: each step doubles the number of correct bits
    for (int i = 0; i < 6; ++i) x *= 2 - factor * x;
    return x;
  }();
  const auto mix = [](std::uint64_t v) { return v ^ v >> 47; }; // its own inverse
  std::vector<std::string> out;
  for (std::uint64_t i = 0; i < n; ++i) {
    const std::uint64_t after_first =
        ((0xC70F'6907u ^ 16 * factor) ^ mix(i * factor) * factor) * factor;
    const std::uint64_t words[] = {i, mix(after_first * inverse) *
                                          inverse}; // the second removes the effect of the first
    out.emplace_back(16, '\0');
    std::memcpy(out.back().data(), words, 16);
  }
  return out;
}

/// Returns the processor time in seconds, the minimum of three runs, which hides most of the effect
/// of other programs.
template <class F>
double processor_seconds(F f) {
  double least = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t start = std::clock();
    f();
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    least = seconds < least ? seconds : least;
  }
  return least;
}
