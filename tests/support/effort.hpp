// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace assay_test {

/// How many of n generated texts a test looks at: in builds with sanitizers, which take ten times
/// as long, a quarter of them.
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
