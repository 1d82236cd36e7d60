#pragma once

#include "settings.hpp"

#include <cstdint>

namespace gateway {

/// How the program ends.
enum class exit_status : std::uint8_t { ok = 0, failed = 1, usage = 2 };

/// Serves until a signal ends it.
exit_status serve_command(settings s);

} // namespace gateway
