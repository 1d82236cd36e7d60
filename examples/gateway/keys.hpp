// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gateway {

/// Why a text cannot be a key; empty when it can. A key fits into a header: characters from '!' to
/// '~' and above ASCII, 1024 bytes at most.
std::string why_no_key(std::string_view text);

/// The keys that the environment's `ASSAY_GATEWAY_KEYS` holds, between commas; blanks around them
/// do not count. Throws std::runtime_error for one that cannot be.
void add_keys_of_environment(std::vector<std::string>& keys);

/// The keys in a file, one a line; empty lines do not count. Throws std::runtime_error when it
/// cannot be read, or holds what cannot be a key.
void add_keys_of_file(const std::string& file, std::vector<std::string>& keys);

} // namespace gateway
