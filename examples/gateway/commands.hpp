// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "settings.hpp"

#include <cstdint>
#include <vector>

namespace gateway {

/// How the program ends.
enum class exit_status : std::uint8_t { ok = 0, failed = 1, usage = 2 };

/// Serves until a signal ends it.
exit_status serve_command(settings s);

/// What is to be tried again.
struct retry_settings {
  std::vector<std::int64_t> ids{}; ///< none: all
  bool is_dry = false;             ///< tells what would come of it, and changes nothing
};

/// Makes the requests of what is in quarantine once more. A server may be running meanwhile.
exit_status retry_command(const settings& s, const retry_settings& what);

} // namespace gateway
