#pragma once

#include <cstddef>
#include <cstdint>

namespace assay_test {

// operator new of the allocation tests: they have an executable of their own, so that it reaches no other test. It is made of malloc, which
// AddressSanitizer watches.

/// How many blocks of memory were asked for so far.
inline std::size_t allocations = 0;
/// The greatest size of a block that can be had.
inline std::size_t greatest_size = SIZE_MAX;
/// How many more blocks can be had before one cannot; the ones after that can be had again.
inline std::size_t until_failure = SIZE_MAX;

} // namespace assay_test
