// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/event_id.hpp"

#include <array>
#include <cstddef>

namespace assay {

/// Returns a random UUID of version 4 (RFC 4122, section 4.4) in its usual form:
/// `2676b1d7-bcda-4ac5-8b10-0ccc51bb22a5`.
///
/// These are the digits of `random_event_id`, with dashes. Allocates nothing. Source:
/// ProductTelemetry's client and session ids.
constexpr fixed_text<36> random_uuid(const random_bytes<16>& random) noexcept {
  const fixed_text<32> digits = random_event_id(random);
  std::array<char, 36> text{};
  std::size_t at = 0;
  for (const char digit : digits.view()) {
    if (at == 8 || at == 13 || at == 18 || at == 23) text[at++] = '-';
    text[at++] = digit;
  }
  return fixed_text<36>(text);
}

} // namespace assay
