// SPDX-License-Identifier: BSL-1.0

// Boost leaves to a program without exceptions what happens where it would throw.
#include <boost/assert/source_location.hpp>

#include <cstdlib>
#include <exception>

namespace boost {
[[noreturn]] void throw_exception(const std::exception&) { std::abort(); }
[[noreturn]] void throw_exception(const std::exception&, const boost::source_location&) {
  std::abort();
}
} // namespace boost
