// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "http/request_head.hpp"

#include <string_view>

namespace gateway {

/// Returns the key fields of a head that is incomplete or too large, if their lines are complete. A
/// client with a valid key learns what is wrong with the rest.
request_head unfinished_head(std::string_view bytes);

} // namespace gateway
