// SPDX-License-Identifier: BSL-1.0

// A program without exceptions defines what Boost does instead of throwing.
#include <boost/assert/source_location.hpp>

#include <cstdlib>
#include <exception>

namespace boost {
[[noreturn]] void throw_exception(const std::exception&) { std::abort(); }
[[noreturn]] void throw_exception(const std::exception&, const boost::source_location&) {
  std::abort();
}
} // namespace boost
