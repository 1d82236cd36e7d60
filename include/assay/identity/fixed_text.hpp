// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

/// A text of exactly N characters, stored without an allocation. Functions that make ids and
/// timestamps return it.
///
/// Converts implicitly to `std::string_view`, which must not outlive the text; `str()` copies it.
template <std::size_t N>
class fixed_text {
 public:
  /// Constructs the text from its characters.
  constexpr explicit fixed_text(const std::array<char, N>& characters) noexcept
      : characters_(characters) {}

  /// Returns N.
  static constexpr std::size_t size() noexcept { return N; }
  /// Returns a view of the text, valid as long as the text is.
  constexpr std::string_view view() const noexcept { return {characters_.data(), N}; }
  /// Returns `view()`.
  constexpr operator std::string_view() const noexcept { return view(); }
  /// Returns a copy as a `std::string`.
  std::string str() const { return std::string(view()); }

  /// Compares the characters.
  friend constexpr bool operator==(const fixed_text&, const fixed_text&) = default;
  /// Orders by the characters.
  friend constexpr auto operator<=>(const fixed_text&, const fixed_text&) = default;
  /// Compares with another text.
  friend constexpr bool operator==(const fixed_text& a, std::string_view b) noexcept {
    return a.view() == b;
  }

 private:
  std::array<char, N> characters_;
};

} // namespace assay
