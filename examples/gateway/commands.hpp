// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "settings.hpp"

#include <cstdint>
#include <vector>

namespace gateway {

/// The exit status of the program.
enum class exit_status : std::uint8_t { ok = 0, failed = 1, usage = 2 };

/// Serves until a signal ends the server.
exit_status serve_command(settings s);

/// The selection of entries to retry.
struct retry_settings {
  std::vector<std::int64_t> ids{}; ///< empty: all entries
  bool is_dry = false;             ///< reports the results without changing anything
};

/// Repeats the requests of the entries in quarantine. A server may run at the same time.
exit_status retry_command(const settings& s, const retry_settings& what);

} // namespace gateway
