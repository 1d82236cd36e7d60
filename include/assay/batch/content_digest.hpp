// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/detail/content_digest.hpp"
#include "assay/identity/random_bytes.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay {

/// Makes digests of events' contents, as a `dedupe_window` with a `content_key` compares them: for
/// whoever keeps them where they outlive the window, such as beside a database's unique index.
///
/// White space between tokens does not count; any other change does. Keep the key as long as the
/// digests, and secret: who does not know it finds no two texts of the same digest. Digests are
/// compared on machines of one byte order. Not for use by two threads at once.
class content_digester {
 public:
  explicit content_digester(const random_bytes<16>& key) noexcept : key_(key) {}

  /// The digest of a JSON text, or of any other. Linear; keeps its memory from text to text.
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
