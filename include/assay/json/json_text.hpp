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

/// A view of a valid JSON value's text, or of nothing.
class json_text {
 public:
  constexpr json_text() = default;
  /// Precondition: the text is empty, or one valid JSON value without white space around it.
  constexpr explicit json_text(std::string_view text) noexcept : text_(text) {}
  template <detail::owned_text Temporary>
  explicit json_text(Temporary&&) = delete; // its text would be gone

  constexpr std::string_view text() const noexcept { return text_; }
  constexpr bool empty() const noexcept { return text_.empty(); }
  constexpr assay::kind kind() const noexcept {
    return empty() ? assay::kind::none : kind_of(text_.front());
  }
  constexpr bool is_string() const noexcept { return kind() == assay::kind::string; }

  /// The string as it stands between its quotes, escapes and all; empty when it is none.
  constexpr std::string_view between_quotes() const noexcept {
    return is_string() ? std::string_view(text_.data() + 1, text_.size() - 2) : std::string_view();
  }
  /// Whether the string holds escapes. Linear.
  constexpr bool is_escaped() const noexcept {
    return between_quotes().find('\\') != std::string_view::npos;
  }

  /// The string's characters; empty when it is no string. Allocates.
  std::string to_string() const {
    std::string out;
    unescape(between_quotes(), out);
    return out;
  }

  /// The number, when it is an integer from 0 to 2^64 - 1 without fraction or exponent; `-0` is 0.
  std::optional<std::uint64_t> to_uint64() const noexcept {
    const bool is_minus_zero = text_.size() == 2 && text_[0] == '-' && text_[1] == '0';
    const std::string_view digits(text_.data() + is_minus_zero, text_.size() - is_minus_zero);
    std::uint64_t n = 0;
    constexpr std::size_t never_too_large = 19; // digits
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

  /// The double nearest to the number, infinite when it is beyond them; nothing when it is no
  /// number.
  std::optional<double> to_double() const noexcept {
    if (kind() != assay::kind::number) return std::nullopt;
    return detail::nearest_double(text_);
  }

 private:
  std::string_view text_;
};

/// The characters of a JSON string as a view of the text, or of `room` when it holds escapes; empty
/// when it is no string. Linear; allocates only for escapes, and when `room` is too small.
inline std::string_view characters_of(json_text text, std::string& room) {
  if (!text.is_escaped()) return text.between_quotes();
  unescape(text.between_quotes(), room);
  return room;
}

} // namespace assay
