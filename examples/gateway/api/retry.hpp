// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "router.hpp"

#include <cstdint>
#include <optional>

namespace gateway {

/// What came of something in quarantine that was tried again.
struct retry_result {
  bool is_accepted = false; ///< it is stored, and has left the quarantine
  response answer{};        ///< to its request
};

/// Makes the request of what was rejected once more, within a request of the store. What is
/// rejected again stays as it is. Nothing when there is no such id.
std::optional<retry_result> retry(event_store& store, const router& routes, std::int64_t id);

} // namespace gateway
