// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/detail/hex.hpp"
#include "assay/identity/fixed_text.hpp"
#include "assay/identity/random_bytes.hpp"

#include <array>
#include <string_view>

namespace assay {

/// Returns a random event id: a UUID of version 4 (RFC 4122, section 4.4) as 32 lower-case
/// hexadecimal digits without dashes.
///
/// Sets the 6 of the 128 bits that name version and variant, and keeps the others. A producer that
/// may send an event again after a crash should derive the id from its own key instead: see
/// `derive_event_id`. Allocates nothing. Source: Trajectory's `event_id`.
constexpr fixed_text<32> random_event_id(random_bytes<16> random) noexcept {
  random[6] = static_cast<std::uint8_t>(0x40 | (random[6] & 0x0F));
  random[8] = static_cast<std::uint8_t>(0x80 | (random[8] & 0x3F));
  std::array<char, 32> text{};
  detail::put_hex(text.data(), random);
  return fixed_text<32>(text);
}

/// Returns whether the text is 32 lower-case hexadecimal digits. Any UUID version is valid.
constexpr bool is_event_id(std::string_view text) noexcept { return detail::is_hex(text, 32); }

} // namespace assay
