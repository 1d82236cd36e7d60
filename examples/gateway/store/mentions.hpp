// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace gateway {

/// Whether `id` stands in the bytes, as it is or with characters of it as JSON's escapes. The bytes
/// may be anything. Linear.
bool mentions(std::string_view bytes, std::string_view id);

} // namespace gateway
