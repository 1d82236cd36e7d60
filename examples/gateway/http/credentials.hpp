// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gateway {

/// The key that a request shows: `Bearer KEY` or `Basic` with the key as password in
/// `Authorization`, or else `X-Write-Key`. Empty when it shows none.
std::string shown_key(std::string_view authorization, std::string_view write_key);

/// The place of the key among those that are known. In time that depends on the length of what is
/// shown alone, and not on how much of it is right.
std::optional<std::size_t> find_key(const std::vector<std::string>& known, std::string_view shown);

} // namespace gateway
