// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/nearest.hpp"
#include "assay/schema/decimal.hpp"
#include "assay/schema/traits.hpp"

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {
namespace detail {

struct raw_access; // json/detail/raw_access.hpp

} // namespace detail

/// A JSON number, kept exactly as it was written: of any size, with any number of digits.
///
/// Two numbers are equal if they are written in the same way: 1.0 is not 1.
class number {
 public:
  /// Constructs 0.
  number() : text_("0") {}
  /// Constructs from an integer.
  template <detail::integer T>
  number(T value) : text_(std::to_string(value)) {}
  /// Constructs the shortest text that reads back as `value`. `write` rejects a number that is not
  /// finite.
  template <std::floating_point T>
  number(T value) {
    char room[64];
    text_.assign(room, std::to_chars(room, room + sizeof room, value).ptr);
  }

  /// Returns the number as it was written.
  std::string_view text() const noexcept { return text_; }

  /// Returns the nearest double; infinity if the number is greater than all doubles.
  double to_double() const noexcept { return detail::nearest_double(text_); }

  /// Returns the exact value if it is written as an integer (without fraction and exponent) that
  /// fits 64 bits. Otherwise empty.
  std::optional<std::int64_t> to_int64() const noexcept {
    std::int64_t n = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), n);
    if (error != std::errc() || end != text_.data() + text_.size()) return std::nullopt;
    return n;
  }

  /// Returns whether the value is an integer, however it is written: 2, 2.0 and 20e-1 are.
  /// Precondition: it is finite.
  bool is_whole() const noexcept { return detail::is_whole(text_); }

  /// Returns whether the number is finite. False for inf and nan, whose texts end in a letter, and
  /// for a moved-from number.
  bool is_finite() const noexcept { return !text_.empty() && text_.back() <= '9'; }

  /// Compares the texts.
  friend bool operator==(const number&, const number&) = default;

 private:
  friend struct detail::raw_access;

  std::string text_;
};

namespace detail {
template <>
inline constexpr bool is_number<number> = true;
template <>
inline constexpr std::string_view type_name<number> = "number";
} // namespace detail

} // namespace assay
