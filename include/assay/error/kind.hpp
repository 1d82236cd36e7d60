// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace assay {

/// What a JSON value is (RFC 8259), or `none` where no value stands.
enum class kind : std::uint8_t { none, null, boolean, number, string, array, object };

/// The kind in words, as it stands in messages: "string". Empty for `none`.
constexpr std::string_view name_of(kind k) noexcept {
  constexpr std::string_view names[] = {"",       "null",  "boolean", "number",
                                        "string", "array", "object"};
  return names[static_cast<std::size_t>(k)];
}

} // namespace assay
