// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/detail/hex.hpp"
#include "assay/identity/fixed_text.hpp"
#include "assay/identity/random_bytes.hpp"

#include <array>
#include <string_view>

namespace assay {

/// A random event id: a UUID of version 4 (RFC 4122, section 4.4) as 32 lower-case hexadecimal
/// digits without dashes.
///
/// Of the 128 bits the 6 that say version and variant are set, the others kept. A producer that may
/// send an event again after a crash derives the id from its own key instead: `derive_event_id`.
/// Source: Trajectory's `event_id`. Allocates nothing.
constexpr fixed_text<32> random_event_id(random_bytes<16> random) noexcept {
  random[6] = static_cast<std::uint8_t>(0x40 | (random[6] & 0x0F));
  random[8] = static_cast<std::uint8_t>(0x80 | (random[8] & 0x3F));
  std::array<char, 32> text{};
  detail::put_hex(text.data(), random);
  return fixed_text<32>(text);
}

/// Whether the text is 32 lower-case hexadecimal digits, of whatever UUID version.
constexpr bool is_event_id(std::string_view text) noexcept { return detail::is_hex(text, 32); }

} // namespace assay
