// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace gateway {

/// Returns whether the bytes contain `id`, literally or with JSON escapes. The bytes may be
/// arbitrary. Linear.
bool mentions(std::string_view bytes, std::string_view id);

} // namespace gateway
