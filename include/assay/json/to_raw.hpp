// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/raw_access.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/json/write.hpp"

#include <optional>

namespace assay {

/// Returns a wire object as a `raw_object`, with the text that `write` produces. Empty if JSON
/// cannot express it: a string is not UTF-8, or a number is not finite. Linear; copies the text
/// once.
template <class T>
[[nodiscard]] std::optional<raw_object> to_raw_object(const T& value) {
  text_buffer text;
  if (!write(value, text)) return std::nullopt;
  std::optional<raw_object> out(std::in_place);
  detail::raw_access::assign(*out, text.view());
  return out;
}

} // namespace assay
