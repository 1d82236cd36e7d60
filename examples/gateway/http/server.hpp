// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "http/dispatcher.hpp"

#include <functional>

namespace gateway {

/// Listens, and serves connections on some threads until SIGTERM or SIGINT comes: then it accepts
/// no more, and returns when what is in flight was answered or the time for that is over.
///
/// `is_listening` is called with the port; `is_done` when no thread serves any more, and whoever
/// still answers must come to an end. Throws std::runtime_error when it cannot listen.
void run_server(const settings& s, dispatcher& to, log& log_to,
                const std::function<void(std::uint16_t)>& is_listening,
                const std::function<void()>& is_done);

} // namespace gateway
