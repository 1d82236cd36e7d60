// SPDX-License-Identifier: BSL-1.0

// Boost.JSON compiled here, so that there is no library of it to link.
#include <boost/json/src.hpp>
