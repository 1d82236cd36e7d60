// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/detail/siphash.hpp"
#include "assay/identity/random_bytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace assay::detail {

/// 16 bytes that represent an event's content. Only digests that were made with the same key, on
/// machines of the same byte order, are comparable.
using content_digest = std::array<std::uint64_t, 2>;

/// Replaces `out` by the JSON text without the white space between its tokens. Linear.
inline void put_without_space(std::string_view json, std::string& out) {
  out.clear();
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (!in_string && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) continue;
    out += c;
    if (c == '"') in_string = !in_string;
    if (c == '\\' && i + 1 < json.size()) out += json[++i];
  }
}

/// Returns the digest of a JSON text. White space between tokens does not change it, because
/// proxies and `push` change that. `room` holds the text meanwhile.
///
/// 128 bits of SipHash: without the key nobody can construct two texts with the same digest, and an
/// accidental collision is practically impossible. Linear.
inline content_digest digest_of(std::string_view json, const random_bytes<16>& key,
                                std::string& room) {
  put_without_space(json, room);
  std::array<std::uint64_t, 2> keys;
  std::memcpy(keys.data(), key.data(), key.size());
  return siphash(room, keys[0], keys[1]);
}

} // namespace assay::detail
