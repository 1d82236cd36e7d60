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
  std::size_t bytes = 0;          ///< of the input
  std::function<void()> run;      ///< does it, and releases all that it made
  std::function<void()> before{}; ///< makes what `run` takes, not measured; none: there is nothing
};

/// An operation on inputs of one shape and any size.
struct subject {
  std::string operation;
  std::string shape;
  std::function<work(std::size_t bytes)> prepare; ///< of about so many bytes
};

/// What was measured at one size.
struct point {
  std::size_t bytes = 0;
  double seconds = 0;         ///< of processor time, the least that was seen
  std::size_t peak = 0;       ///< bytes that were in use at once, beside the input
  std::size_t allocated = 0;  ///< bytes that were allocated in all
  std::size_t stack = 0;      ///< bytes of it that were touched
  bool is_overflowed = false; ///< all of the stack was needed, or more
};

/// How a subject grows, from size to size.
struct growth {
  std::vector<point> points;
  double time = 0;      ///< exponents: 1 is linear, 2 quadratic; 0 where hardly anything was used
  double last_time = 0; ///< of the last doubling alone
  double memory = 0;    ///< of what is in use at once
  double allocated = 0; ///< of what is allocated in all
  std::size_t stack = 0;
  std::vector<std::string> findings; ///< what is worse than it may be

  const point& largest() const noexcept { return points.back(); }
};

/// How it is measured, and what is a finding.
struct plan {
  std::vector<std::size_t> sizes;
  double least_seconds = 0.0002; ///< a measurement goes on until it took so long
  int rounds = 2;                ///< measurements of each size, of which the least counts
  int retries = 4;               ///< of what looks too slow: other programs disturb
  double exponent = 1.3;         ///< the greatest of all sizes; n log n has up to 1.15 here
  double last_exponent = 1.5;    ///< the greatest of the last doubling
  double memory_exponent = 1.45; ///< likewise; a vector that doubles has up to 1.34
  /// Less allocated in all, for each byte of input, is no finding: what is deep makes Boost.JSON's
  /// serialiser allocate the square of the depth, once, and 1024 deep is where that ends.
  double least_allocated = 1000;
  double no_doubt = 1.8; ///< what grows slower must do so at greater sizes, too, to be a finding
  std::size_t stack_bytes = std::size_t{256} << 10; ///< of the thread in which all runs
};

/// Measures a subject in a thread with a small stack.
growth measure(const subject& s, const plan& p);

} // namespace hostile
