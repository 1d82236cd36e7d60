// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "store/database.hpp"

#include "assay/identity/random_bytes.hpp"

namespace gateway {

/// The guarantee of a commit.
enum class durability : std::uint8_t {
  process, ///< committed data survives any end of the process
  power,   ///< committed data also survives a loss of power
};

/// Configures a connection for writing and creates missing tables. Throws database_error.
void prepare(database& db, durability d);

/// Returns the key of the digests in this database. It is created with the tables.
assay::random_bytes<16> digest_key_of(database& db);

} // namespace gateway
