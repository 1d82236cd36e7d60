// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace assay::detail {

/// Returns one of 64 bits for a non-empty name. One mask of these bits rules out most unknown
/// names.
constexpr std::uint64_t name_bit(std::string_view name) noexcept {
  const auto first = static_cast<unsigned char>(name.front()),
             last = static_cast<unsigned char>(name.back());
  return std::uint64_t{1} << ((first * 5u + last * 11u + name.size() * 3u) & 63u);
}

} // namespace assay::detail
