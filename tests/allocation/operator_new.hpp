// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace assay_test {

// operator new of the allocation tests: they have an executable of their own, so that it reaches no
// other test. It is made of malloc, which AddressSanitizer watches.

/// How many blocks of memory were asked for so far.
inline std::size_t allocations = 0;
/// The greatest size of a block that can be had.
inline std::size_t max_size = SIZE_MAX;
/// How many more blocks can be had before one cannot; the ones after that can be had again.
inline std::size_t until_failure = SIZE_MAX;

/// For what a test does in between: no block that is asked for while it lives is one of those
/// counted by `until_failure`.
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
