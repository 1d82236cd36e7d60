// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

namespace assay::detail {

/// Returns a number in decimal with this many digits after the point, independent of the locale.
/// Precondition: it is below 1e15.
inline std::string with_digits(double value, int digits) {
  std::array<char, 32> room;
  return {room.data(), std::to_chars(room.data(), room.data() + room.size(), value,
                                     std::chars_format::fixed, digits)
                           .ptr};
}

/// Returns a duration for people, in at most 11 characters: 0.25 ms, 754 ms, 2.54 s, 3 min 05 s, 26
/// h 03 min, 1.5e+20 s. Precondition: it is finite.
inline std::string human_duration(double ms) {
  const double size = std::abs(ms);
  const std::string sign = ms < 0 ? "-" : "";
  const auto pair = [&](double small, const char* large_unit, const char* small_unit) {
    const auto n = static_cast<std::uint64_t>(
        std::round(small)); // in the smaller unit; 60 of it are one of the larger
    return sign + std::to_string(n / 60) + large_unit + (n % 60 < 10 ? "0" : "") +
           std::to_string(n % 60) + small_unit;
  };
  if (size < 9.995)
    return sign + (size == std::floor(size) ? with_digits(size, 0) : with_digits(size, 2)) + " ms";
  if (size < 999.5) return sign + with_digits(size, 0) + " ms";
  if (size < 59'995) return sign + with_digits(size / 1e3, 2) + " s";
  if (size < 3'599'500) return pair(size / 1e3, " min ", " s");
  if (size < 3.6e10) return pair(size / 6e4, " h ", " min");
  std::array<char, 32> room;
  return std::string(room.data(), std::to_chars(room.data(), room.data() + room.size(), ms / 1e3,
                                                std::chars_format::scientific, 1)
                                      .ptr) +
         " s";
}

} // namespace assay::detail
