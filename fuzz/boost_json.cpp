// SPDX-License-Identifier: BSL-1.0

// Boost.JSON compiled with the instrumentation of the fuzz targets instead of linked as the
// system's library.
#include <boost/json/src.hpp>
