// SPDX-License-Identifier: BSL-1.0

// Boost.JSON compiled here, for processors and standard libraries that there is no library of it
// for.
#include <boost/json/src.hpp>
