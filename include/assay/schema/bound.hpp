// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/cannot_compile.hpp"
#include "assay/schema/decimal.hpp"
#include "assay/schema/traits.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace assay {

namespace detail {

/// Types that a bound can be made from.
template <class T>
concept bound_source = integer<T> || std::is_convertible_v<T, std::string_view>;

/// Returns what is wrong with a bound, or null.
template <class T>
constexpr const char* fault_of_bound(T b) {
  if constexpr (std::is_floating_point_v<T>)
    return "write a bound with a fraction as text, such as \"0.1\": a double cannot hold exactly "
           "the number that you wrote";
  else if constexpr (!bound_source<T>)
    return "a bound is an integer or the text of a number, not a character or a boolean: "
           "write a bound such as 0, 100 or \"0.5\"";
  else if constexpr (!integer<T>)
    return is_json_number(std::string_view(b))
               ? nullptr
               : "the text of a bound must be a JSON number: write \"0.5\", not \".5\"";
  else return nullptr;
}

} // namespace detail

/// A number that a rule compares with: an exact decimal of any size.
///
/// It is made at compile time from an integer or from the text of a JSON number: 0, -40, "0.1",
/// "1e400". A floating-point number does not compile: the double 0.1 is not the decimal 0.1.
class bound {
 public:
  /// Constructs no bound: `text()` is empty.
  constexpr bound() = default;

  /// Constructs a bound from an integer or from the text of a JSON number. The text must outlive
  /// the bound. An invalid text does not compile.
  template <detail::bound_source Number>
  constexpr bound(Number number) {
    if constexpr (detail::integer<Number>) {
      put(number);
    } else {
      text_ = number;
      if (!is_json_number(text_))
        detail::cannot_compile("the text of a bound must be a JSON number", text_.data());
    }
  }

  /// Returns the number as JSON, or an empty view if there is no bound. The view is valid as long
  /// as this object.
  constexpr std::string_view text() const noexcept {
    return size_ != 0 ? std::string_view(digits_.data(), size_) : text_;
  }

 private:
  template <class Integer>
  constexpr void put(Integer n) {
    std::size_t size = 0;
    std::array<char, 20> reversed{};
    const bool negative = n < 0;
    do {
      const auto digit = static_cast<int>(n % 10);
      reversed[size++] = static_cast<char>('0' + (digit < 0 ? -digit : digit));
      n = static_cast<Integer>(n / 10);
    } while (n != 0);
    if (negative) digits_[size_++] = '-';
    while (size != 0) digits_[size_++] = reversed[--size];
  }

  std::array<char, 21> digits_{}; ///< the number, if made from an integer
  std::uint8_t size_ = 0;
  std::string_view text_{};
};

} // namespace assay
