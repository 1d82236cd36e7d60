// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace assay {

/// The version of the library, as "MAJOR.MINOR.PATCH". This is its only definition: the build reads
/// it here.
///
/// See docs/versioning.md for what each part promises.
inline constexpr std::string_view version = "0.2.0";

namespace detail {

constexpr int version_part(int dots) {
  int value = 0;
  for (const char c : version) {
    if (c == '.') --dots;
    else if (dots == 0) value = value * 10 + (c - '0');
  }
  return value;
}

} // namespace detail

/// The first part of the version as a number, for comparisons such as `if constexpr
/// (assay::version_minor >= 3)`.
inline constexpr int version_major = detail::version_part(0);
/// The second part of the version as a number.
inline constexpr int version_minor = detail::version_part(1);
/// The third part of the version as a number.
inline constexpr int version_patch = detail::version_part(2);

} // namespace assay
