// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/event_id.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace assay {
namespace detail {
inline constexpr std::string_view span_prefix = "span_";
} // namespace detail

/// Returns a span id: `span_` and the 32 lower-case hexadecimal digits of a UUID of version 4.
/// Allocates nothing.
///
/// Source: Promptetheus' client. Its server accepts any non-empty string.
constexpr fixed_text<37> make_span_id(const random_bytes<16>& random) noexcept {
  const fixed_text<32> digits = random_event_id(random);
  std::array<char, 37> text{};
  std::ranges::copy(digits.view(), std::ranges::copy(detail::span_prefix, text.begin()).out);
  return fixed_text<37>(text);
}

/// Returns whether the text has the form that `make_span_id` produces. Any UUID version is valid.
constexpr bool is_span_id(std::string_view text) noexcept {
  return text.starts_with(detail::span_prefix) &&
         is_event_id(text.substr(detail::span_prefix.size()));
}

} // namespace assay
