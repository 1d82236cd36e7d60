// SPDX-License-Identifier: BSL-1.0

// Boost.JSON compiled from source, for processors and standard libraries without a Boost.JSON
// library.
#include <boost/json/src.hpp>
