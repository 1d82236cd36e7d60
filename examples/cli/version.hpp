#pragma once

#include <string_view>

namespace tool {

/// The project's version; a test holds it against the one in CMakeLists.txt.
inline constexpr std::string_view version = "0.1.0";

} // namespace tool
