// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/detail/content_digest.hpp"
#include "assay/identity/random_bytes.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay {

/// Computes digests of events' contents, as a `dedupe_window` with a `content_key` compares them.
/// Use it for digests that outlive the window, for example beside a database's unique index.
///
/// White space between tokens does not matter; any other change does. Keep the key secret, and keep
/// it as long as the digests: without the key nobody can construct two texts with the same digest.
/// Compare digests only between machines of the same byte order. One digester must not be used by
/// two threads at once.
class content_digester {
 public:
  /// Constructs a digester with a key of random bytes.
  explicit content_digester(const random_bytes<16>& key) noexcept : key_(key) {}

  /// Returns the digest of a JSON text or of any other text. Linear in the text; memory is reused
  /// from text to text.
  std::array<std::uint8_t, 16> operator()(std::string_view text) {
    std::array<std::uint8_t, 16> out;
    auto next = out.begin();
    for (std::uint64_t half : detail::digest_of(text, key_, room_))
      for (int i = 0; i < 8; ++i, half >>= 8) *next++ = static_cast<std::uint8_t>(half);
    return out;
  }

 private:
  random_bytes<16> key_;
  std::string room_;
};

} // namespace assay
