// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tool {

/// Returns the name of the first duplicate member in a JSON text. Returns nothing if there is none,
/// or if the text is invalid JSON before it. Takes n log n time; allocates.
std::optional<std::string> repeated_member(std::string_view text);

} // namespace tool
