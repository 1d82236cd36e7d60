// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/formats/detail/characters.hpp"

#include <string_view>

namespace assay {

/// Returns whether the text is a dotted name: parts of ASCII letters, digits, `_` and `-`, joined
/// by dots, such as `user.accept` and `tool_call`.
///
/// Linear; allocates nothing. Source: Trajectory's documentation calls it "dotted event name"; its
/// examples include names of one part.
constexpr bool is_dotted_name(std::string_view text) noexcept {
  return detail::is_dotted(
      text, [](char c) { return detail::is_ascii_alphanumeric(c) || c == '_' || c == '-'; });
}

} // namespace assay
