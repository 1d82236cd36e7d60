// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gateway {

/// Returns the key of a request: `Bearer KEY` or `Basic` with the key as password in
/// `Authorization`, otherwise `X-Write-Key`. Returns an empty text if there is no key.
std::string shown_key(std::string_view authorization, std::string_view write_key);

/// Returns the index of the key among the known keys. The time depends only on the length of the
/// shown key, not on how much of it is correct.
std::optional<std::size_t> find_key(const std::vector<std::string>& known, std::string_view shown);

} // namespace gateway
