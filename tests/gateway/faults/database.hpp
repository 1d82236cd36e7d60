// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "gateway/faults/account.hpp"

#include <string>
#include <vector>

namespace gateway_test {

/// What a gateway's database holds.
struct database_contents {
  std::vector<stored_event> events{}; ///< in the order in which the database gives them
  std::vector<stored_event>
      tracked{}; ///< those of ProductTelemetry, which have no key and no number
  std::vector<std::string> quarantined{};
};

/// Reads the file that a gateway has written. Throws when it cannot be read, or is damaged.
database_contents read_database(const std::string& file);

} // namespace gateway_test
