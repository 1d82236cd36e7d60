// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gateway {

/// Returns why a text cannot be a key, or an empty text for a valid key. A key has the characters
/// from '!' to '~' and above ASCII, which a header allows, and at most 1024 bytes.
std::string why_no_key(std::string_view text);

/// Adds the keys of the environment variable `ASSAY_GATEWAY_KEYS`, separated by commas; ignores
/// blanks around them. Throws std::runtime_error for an invalid key.
void add_keys_of_environment(std::vector<std::string>& keys);

/// Adds the keys of a file, one per line; ignores empty lines. Throws std::runtime_error if the
/// file cannot be read or contains an invalid key.
void add_keys_of_file(const std::string& file, std::vector<std::string>& keys);

} // namespace gateway
