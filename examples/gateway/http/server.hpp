// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "http/dispatcher.hpp"

#include <functional>

namespace gateway {

/// Listens and serves connections on several threads until SIGTERM or SIGINT. Then it accepts no
/// more connections, and returns when all requests in flight have responses or the time limit is
/// over.
///
/// Calls `is_listening` with the port, and `is_done` when no thread serves any more; pending
/// handlers must then end. Throws std::runtime_error if it cannot listen.
void run_server(const settings& s, dispatcher& to, log& log_to,
                const std::function<void(std::uint16_t)>& is_listening,
                const std::function<void()>& is_done);

} // namespace gateway
