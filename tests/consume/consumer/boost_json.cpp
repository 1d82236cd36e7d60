// SPDX-License-Identifier: BSL-1.0

// Compiles Boost.JSON here, so that its library need not be linked.
#include <boost/json/src.hpp>
