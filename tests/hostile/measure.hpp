// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hostile {

/// An operation on one input.
struct work {
  std::size_t bytes = 0;          ///< the size of the input
  std::function<void()> run;      ///< runs it, and releases all that it made
  std::function<void()> before{}; ///< makes the input of `run`, not measured; may be empty
};

/// An operation on inputs of one shape and any size.
struct subject {
  std::string operation;
  std::string shape;
  std::function<work(std::size_t bytes)> prepare; ///< for an input of about this size
};

/// The measurements at one size.
struct point {
  std::size_t bytes = 0;
  double seconds = 0;         ///< processor time, the smallest measured
  std::size_t peak = 0;       ///< the largest number of bytes in use, without the input
  std::size_t allocated = 0;  ///< the total number of allocated bytes
  std::size_t stack = 0;      ///< the number of bytes of the stack that were touched
  bool is_overflowed = false; ///< the whole stack was needed, or more
};

/// How a subject scales from size to size.
struct growth {
  std::vector<point> points;
  double time = 0;      ///< exponents: 1 is linear, 2 quadratic; 0 if hardly anything was used
  double last_time = 0; ///< of the last doubling only
  double memory = 0;    ///< of the memory in use
  double allocated = 0; ///< of the total allocated memory
  std::size_t stack = 0;
  std::vector<std::string> findings; ///< results that are worse than allowed

  const point& largest() const noexcept { return points.back(); }
};

/// How to measure, and the limits above which a result is a finding.
struct plan {
  std::vector<std::size_t> sizes;
  double least_seconds = 0.0002; ///< a measurement repeats until it took this long
  int rounds = 2;                ///< measurements of each size; the smallest counts
  int retries = 4;               ///< of results that look too slow, because other programs disturb
  double exponent = 1.3;         ///< the limit over all sizes; n log n has up to 1.15 here
  double last_exponent = 1.5;    ///< the limit for the last doubling
  double memory_exponent = 1.45; ///< the limit over all sizes; a vector that doubles has up to 1.34
  /// A smaller total per byte of input is not a finding. For deep input Boost.JSON's serializer
  /// once allocates the square of the depth, which is at most 1024.
  double least_allocated = 1000;
  double no_doubt = 1.8; ///< a smaller exponent must be confirmed at larger sizes to be a finding
  std::size_t stack_bytes = std::size_t{256} << 10; ///< of the thread in which everything runs
};

/// Measures a subject in a thread with a small stack.
growth measure(const subject& s, const plan& p);

} // namespace hostile
