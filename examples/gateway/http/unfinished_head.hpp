// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "http/request_head.hpp"

#include <string_view>

namespace gateway {

/// The fields for a key in a head that is not whole, or is too large, as far as their lines are
/// there: whoever showed a key is told what is wrong with the rest.
request_head unfinished_head(std::string_view bytes);

} // namespace gateway
