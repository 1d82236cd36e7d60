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
/// Two numbers are equal when they are written the same: 1.0 is not 1.
class number {
 public:
  number() : text_("0") {}
  template <detail::integer T>
  number(T value) : text_(std::to_string(value)) {}
  /// The shortest text that reads back as `value`. A value that is not finite cannot be written:
  /// `write` refuses it.
  template <std::floating_point T>
  number(T value) {
    char room[64];
    text_.assign(room, std::to_chars(room, room + sizeof room, value).ptr);
  }

  std::string_view text() const noexcept { return text_; }

  /// The nearest double; infinite when it is beyond them.
  double to_double() const noexcept { return detail::nearest_double(text_); }

  /// The exact value, when it is written as an integer (no fraction, no exponent) of 64 bits.
  std::optional<std::int64_t> to_int64() const noexcept {
    std::int64_t n = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), n);
    if (error != std::errc() || end != text_.data() + text_.size()) return std::nullopt;
    return n;
  }

  /// Whether it is an integer, however it is written: 2, 2.0 and 20e-1 are. Precondition: it is
  /// finite.
  bool is_whole() const noexcept { return detail::is_whole(text_); }

  /// False for inf and nan, which end in a letter, and for what was moved from.
  bool is_finite() const noexcept { return !text_.empty() && text_.back() <= '9'; }

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
