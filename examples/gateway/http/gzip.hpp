// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gateway {

/// What came of a compressed body.
enum class gzip_result : std::uint8_t {
  whole,     ///< it is decompressed
  malformed, ///< it is no gzip, is cut short, or has a wrong checksum
  too_large, ///< it would be more than may be, in bytes or as a multiple of what was sent
};

/// How much a body may become.
struct gzip_limits {
  std::size_t max_bytes;
  std::size_t max_ratio;
};

/// Decompresses gzip of one or more members into `out`. Nothing else may follow them. Never makes
/// more than the limits, whatever the body claims.
gzip_result gunzip(std::string_view body, const gzip_limits& limits, std::string& out);

} // namespace gateway
