// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace assay_test {

/// Returns how many of n generated texts a test uses. Builds with sanitizers take ten times as
/// long, so they use a quarter.
constexpr int effort(int n) noexcept {
#if defined(__SANITIZE_ADDRESS__)
  return n / 4;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  return n / 4;
#else
  return n;
#endif
#else
  return n;
#endif
}

} // namespace assay_test
