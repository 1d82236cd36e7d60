// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "gateway/faults/account.hpp"

#include <string>
#include <vector>

namespace gateway_test {

/// The contents of a gateway's database.
struct database_contents {
  std::vector<stored_event> events{}; ///< in the order of the database
  /// Events of ProductTelemetry, which have no key and no number.
  std::vector<stored_event> tracked{};
  std::vector<std::string> quarantined{};
};

/// Reads the file of a gateway. Throws if it cannot be read or is damaged.
database_contents read_database(const std::string& file);

} // namespace gateway_test
