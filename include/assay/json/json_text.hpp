// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/escapes.hpp"
#include "assay/error/detail/owned_text.hpp"
#include "assay/json/raw_json.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// A view of the text of a valid JSON value, or an empty view.
class json_text {
 public:
  /// Constructs an empty view.
  constexpr json_text() = default;
  /// Constructs a view of this text, which must outlive it. Precondition: the text is empty, or one
  /// valid JSON value without white space around it.
  constexpr explicit json_text(std::string_view text) noexcept : text_(text) {}
  /// Deleted: the temporary would be destroyed before the view is used.
  template <detail::owned_text Temporary>
  explicit json_text(Temporary&&) = delete;

  /// Returns the text.
  constexpr std::string_view text() const noexcept { return text_; }
  /// Returns whether the text is empty.
  constexpr bool empty() const noexcept { return text_.empty(); }
  /// Returns the value's type; `none` if the text is empty.
  constexpr assay::kind kind() const noexcept {
    return empty() ? assay::kind::none : kind_of(text_.front());
  }
  /// Returns whether the value is a string.
  constexpr bool is_string() const noexcept { return kind() == assay::kind::string; }

  /// Returns the string's text between its quotes, with its escapes. Empty if the value is not a
  /// string.
  constexpr std::string_view between_quotes() const noexcept {
    return is_string() ? std::string_view(text_.data() + 1, text_.size() - 2) : std::string_view();
  }
  /// Returns whether the string holds escapes. Linear.
  constexpr bool is_escaped() const noexcept {
    return between_quotes().find('\\') != std::string_view::npos;
  }

  /// Returns the string's characters. Empty if the value is not a string. Allocates.
  std::string to_string() const {
    std::string out;
    unescape(between_quotes(), out);
    return out;
  }

  /// Returns the number if it is an integer from 0 to 2^64 - 1, written without fraction and
  /// exponent; `-0` is 0. Otherwise empty.
  std::optional<std::uint64_t> to_uint64() const noexcept {
    const bool is_minus_zero = text_.size() == 2 && text_[0] == '-' && text_[1] == '0';
    const std::string_view digits(text_.data() + is_minus_zero, text_.size() - is_minus_zero);
    std::uint64_t n = 0;
    constexpr std::size_t never_too_large = 19; // this number of digits always fits
    if (!digits.empty() && digits.size() <= never_too_large) [[likely]] {
      for (const char c : digits) {
        const unsigned digit = static_cast<unsigned char>(c - '0');
        if (digit > 9) return std::nullopt;
        n = n * 10 + digit;
      }
      return n;
    }
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return n;
  }

  /// Returns the double that is nearest to the number; infinity if it is greater than all doubles.
  /// Empty if the value is not a number.
  std::optional<double> to_double() const noexcept {
    if (kind() != assay::kind::number) return std::nullopt;
    return detail::nearest_double(text_);
  }

 private:
  std::string_view text_;
};

/// Returns the characters of a JSON string. Empty if the value is not a string.
///
/// The result is a view of the text, or of `room` if the string holds escapes. Linear; allocates
/// only for escapes, and only if `room` is too small.
inline std::string_view characters_of(json_text text, std::string& room) {
  if (!text.is_escaped()) return text.between_quotes();
  unescape(text.between_quotes(), room);
  return room;
}

} // namespace assay
