#pragma once

#include "assay/schema/traits.hpp"

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace assay {
namespace detail {

/// Integers that mean numbers: neither bool nor characters.
template <class T>
concept plain_integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                        !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                        !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

/// The power of ten, plus one, of a number's first digit that is not zero; 0 when all are.
/// Precondition: it is a JSON number.
inline double decimal_exponent(std::string_view text) noexcept {
  const std::size_t e = text.find_first_of("eE");
  const std::size_t dot = text.substr(0, e).find('.');
  const std::size_t whole_end = dot != text.npos ? dot : e != text.npos ? e : text.size();
  const std::size_t significant = text.substr(0, e).find_first_of("123456789");
  if (significant == text.npos) return 0;
  double exponent = static_cast<double>(whole_end) - static_cast<double>(significant);
  if (e != text.npos) {
    const bool down = text[e + 1] == '-';
    double written = 0;
    for (const char c : text.substr(e + 1))
      if (c >= '0' && c <= '9') written = written * 10 + (c - '0');
    exponent += down ? -written : written;
  }
  return exponent;
}

/// The double nearest to a JSON number's text: huge numbers are infinite, tiny ones zero.
/// Precondition: it is a JSON number.
inline double nearest_double(std::string_view text) noexcept {
  double d = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), d).ec == std::errc()) return d;
  // Out of range, and `from_chars` does not tell on which side.
  const double size = decimal_exponent(text) > 0 ? std::numeric_limits<double>::infinity() : 0.0;
  return text.front() == '-' ? -size : size;
}

/// Whether a JSON number is beyond the largest double. Not told from the nearest one, so that it
/// holds under -ffast-math too. Linear. Precondition: it is a JSON number.
inline bool exceeds_double(std::string_view text) noexcept {
  double ignored = 0;
  return std::from_chars(text.data(), text.data() + text.size(), ignored).ec != std::errc() &&
         decimal_exponent(text) > 0;
}

/// Whether a JSON number's text means an integer, of any size. Linear. Precondition: it is a JSON
/// number.
inline bool is_whole(std::string_view text) noexcept {
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::size_t last = text.substr(0, e).find_last_of("123456789");
  if (last == text.npos) return true; // zero
  const std::size_t dot = std::min(text.find('.'), e);
  // The exponent must carry the last digit that counts to the left of the dot, or not away from
  // there.
  const std::size_t places = last > dot ? last - dot : dot - last - 1;
  std::size_t exponent = 0;
  const bool down = e != text.size() && text[e + 1] == '-';
  for (const char c : text.substr(e))
    if (c >= '0' && c <= '9')
      exponent = std::min<std::size_t>(exponent * 10 + static_cast<std::size_t>(c - '0'),
                                       text.max_size() / 20);
  return last > dot ? !down && exponent >= places : !down || exponent <= places;
}

} // namespace detail

/// A JSON number, kept exactly as it was written: of any size, with any number of digits.
///
/// Two numbers are equal when they are written the same: 1.0 is not 1.
class number {
 public:
  number() : text_("0") {}
  template <detail::plain_integer T>
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

  /// Replaces the text. Precondition: it is a JSON number.
  void assign_valid(std::string_view text) { text_.assign(text); }

  friend bool operator==(const number&, const number&) = default;

 private:
  std::string text_;
};

namespace detail {
template <>
inline constexpr bool is_number<number> = true;
template <>
inline constexpr std::string_view type_name<number> = "number";
} // namespace detail

} // namespace assay
