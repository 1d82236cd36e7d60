// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace assay_test {

// The operator new of the allocation tests. They are a separate executable, so that it affects no
// other test. It calls malloc, which AddressSanitizer watches.

/// The number of blocks of memory allocated so far.
inline std::size_t allocations = 0;
/// The largest block that can be allocated.
inline std::size_t max_size = SIZE_MAX;
/// The number of allocations that succeed before one fails; those after it succeed again.
inline std::size_t until_failure = SIZE_MAX;

/// Suspends failures for the checks of a test. While it lives, `until_failure` does not count
/// allocations.
class untouched_by_failures {
 public:
  untouched_by_failures() noexcept { until_failure = SIZE_MAX; }
  untouched_by_failures(const untouched_by_failures&) = delete;
  untouched_by_failures& operator=(const untouched_by_failures&) = delete;
  ~untouched_by_failures() { until_failure = until_failure_; }

 private:
  std::size_t until_failure_ = until_failure;
};

} // namespace assay_test
