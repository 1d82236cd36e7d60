// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace gateway_test {

/// A source of random choices from a seed.
class dice {
 public:
  explicit dice(std::uint64_t seed) : engine_(seed) {}

  /// Returns a number from 0 to n - 1, or 0 if n is 0.
  std::size_t below(std::size_t n) {
    return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_);
  }
  std::size_t between(std::size_t least, std::size_t most) {
    return least + below(most - least + 1);
  }
  /// Returns a number in [0, 1).
  double fraction() { return std::uniform_real_distribution<double>()(engine_); }
  bool chance(double probability) { return fraction() < probability; }
  /// Returns a seed for another source, so that each thread has its own source.
  std::uint64_t seed() { return engine_(); }

 private:
  std::mt19937_64 engine_;
};

} // namespace gateway_test
