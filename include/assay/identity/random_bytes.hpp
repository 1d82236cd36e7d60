// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace assay {

/// Random bytes that the caller passes. If ids must be unpredictable, or unique across machines,
/// take the bytes from a cryptographic source such as `system_random` (identity/system_source.hpp).
template <std::size_t N>
using random_bytes = std::array<std::uint8_t, N>;

} // namespace assay
