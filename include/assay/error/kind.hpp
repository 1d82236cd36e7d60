// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace assay {

/// The types of JSON values (RFC 8259). `none` means that there is no value.
enum class kind : std::uint8_t {
  none,    ///< no value
  null,    ///< `null`
  boolean, ///< `true` or `false`
  number,  ///< a number
  string,  ///< a string
  array,   ///< an array
  object   ///< an object
};

/// Returns the type's name as messages show it: "string". Empty for `none`.
constexpr std::string_view name_of(kind k) noexcept {
  constexpr std::string_view names[] = {"",       "null",  "boolean", "number",
                                        "string", "array", "object"};
  return names[static_cast<std::size_t>(k)];
}

} // namespace assay
