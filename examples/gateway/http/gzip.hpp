// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gateway {

/// The result of decompressing a body.
enum class gzip_result : std::uint8_t {
  whole,     ///< the body is decompressed
  malformed, ///< not gzip, cut short, or with a wrong checksum
  too_large, ///< over the limit, in bytes or as a ratio to the compressed size
};

/// The limits of a decompressed body.
struct gzip_limits {
  std::size_t max_bytes;
  std::size_t max_ratio;
};

/// Decompresses gzip data of one or more members into `out`. Nothing may follow them. Never exceeds
/// the limits, whatever the data claims.
gzip_result gunzip(std::string_view body, const gzip_limits& limits, std::string& out);

} // namespace gateway
