// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/instant.hpp"
#include "assay/identity/system_source.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace gateway {

/// Returns the time since 1970, UTC.
inline std::int64_t microseconds_now() { return assay::system_now().time_since_epoch().count(); }

/// Returns a text such as `2026-06-12T12:34:56.789012Z`, or an empty text for a time that RFC 3339
/// cannot express.
inline std::string text_of_time(std::int64_t microseconds) {
  const auto text = assay::format_rfc3339(
      std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(microseconds)));
  return text ? text->str() : std::string();
}

} // namespace gateway
