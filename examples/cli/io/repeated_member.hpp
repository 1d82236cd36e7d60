// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tool {

/// The name of the first member that stands twice in one object of a JSON text; nothing where each
/// stands once, or where the text is no JSON before that. n log n; allocates.
std::optional<std::string> repeated_member(std::string_view text);

} // namespace tool
