// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "store/database.hpp"

#include "assay/identity/random_bytes.hpp"

namespace gateway {

/// How sure a commit is.
enum class durability : std::uint8_t {
  process, ///< what was committed survives the end of the process, however it comes
  power,   ///< and that of the machine
};

/// Sets a connection that writes up, and makes the tables where they are not there yet. Throws
/// database_error.
void prepare(database& db, durability d);

/// The key of the digests in this database. It is made with the tables.
assay::random_bytes<16> digest_key_of(database& db);

} // namespace gateway
