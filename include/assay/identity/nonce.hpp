// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/detail/hex.hpp"
#include "assay/identity/fixed_text.hpp"
#include "assay/identity/random_bytes.hpp"

#include <array>
#include <string_view>

namespace assay {

/// The nonce of a session's instance, in its idempotency keys: 8 lower-case hexadecimal digits,
/// such as `0a1b2c3d`.
///
/// It keeps apart the keys of two processes that continue one session. Source: Promptetheus'
/// client. Allocates nothing.
constexpr fixed_text<8> make_nonce(const random_bytes<4>& random) noexcept {
  std::array<char, 8> text{};
  detail::put_hex(text.data(), random);
  return fixed_text<8>(text);
}

/// Whether the text is such a nonce. Others are valid too in an idempotency key: see
/// `parse_idempotency_key`.
constexpr bool is_nonce(std::string_view text) noexcept { return detail::is_hex(text, 8); }

} // namespace assay
