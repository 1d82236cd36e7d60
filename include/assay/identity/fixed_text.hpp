// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

/// A text of exactly N characters, held in itself: what ids and timestamps are made as, without an
/// allocation.
///
/// Converts to `std::string_view` by itself, which must not outlive it; `str()` copies.
template <std::size_t N>
class fixed_text {
 public:
  constexpr explicit fixed_text(const std::array<char, N>& characters) noexcept
      : characters_(characters) {}

  static constexpr std::size_t size() noexcept { return N; }
  constexpr std::string_view view() const noexcept { return {characters_.data(), N}; }
  constexpr operator std::string_view() const noexcept { return view(); }
  std::string str() const { return std::string(view()); }

  friend constexpr bool operator==(const fixed_text&, const fixed_text&) = default;
  friend constexpr auto operator<=>(const fixed_text&, const fixed_text&) = default;
  friend constexpr bool operator==(const fixed_text& a, std::string_view b) noexcept {
    return a.view() == b;
  }

 private:
  std::array<char, N> characters_;
};

} // namespace assay
