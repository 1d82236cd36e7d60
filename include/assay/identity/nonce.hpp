// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/detail/hex.hpp"
#include "assay/identity/fixed_text.hpp"
#include "assay/identity/random_bytes.hpp"

#include <array>
#include <string_view>

namespace assay {

/// Returns the nonce of a session's instance, for its idempotency keys: 8 lower-case hexadecimal
/// digits, such as `0a1b2c3d`.
///
/// The nonce separates the keys of two processes that continue one session. Allocates nothing.
/// Source: Promptetheus' client.
constexpr fixed_text<8> make_nonce(const random_bytes<4>& random) noexcept {
  std::array<char, 8> text{};
  detail::put_hex(text.data(), random);
  return fixed_text<8>(text);
}

/// Returns whether the text has the form that `make_nonce` produces. Idempotency keys may have
/// other nonces: see `parse_idempotency_key`.
constexpr bool is_nonce(std::string_view text) noexcept { return detail::is_hex(text, 8); }

} // namespace assay
