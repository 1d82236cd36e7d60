// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "router.hpp"

#include <cstdint>
#include <optional>

namespace gateway {

/// The result of a retry of an entry in quarantine.
struct retry_result {
  bool is_accepted = false; ///< the entry is stored and no longer in quarantine
  response answer{};        ///< the response to its request
};

/// Handles the request of a rejected entry again, within a request of the store. If the request is
/// rejected again, the entry stays unchanged. Returns nothing for an unknown id.
std::optional<retry_result> retry(event_store& store, const router& routes, std::int64_t id);

} // namespace gateway
