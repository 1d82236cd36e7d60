// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/raw_access.hpp"
#include "assay/json/detail/text/scanner.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/json/walk.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// Returns whether the text is one JSON value (RFC 8259) in UTF-8, without white space around it
/// and within the limits. Linear; copies the text.
inline bool is_valid_json(std::string_view text, const options& o = {}) {
  if (text.size() > o.limits.max_document_bytes) return false;
  // A value may end in any byte, so it is scanned in a copy with a NUL after it, at which every
  // read stops.
  const std::string copy(text);
  detail::scanner s(o, nullptr);
  const char* const end = copy.c_str() + copy.size();
  s.set_text(copy.data(), end + 1, detail::framing::cut_off);
  return s.value(copy.c_str(), detail::scanner::max_depth_of(o.limits)) == end;
}

namespace detail {

inline options with_limits(const limits& l) noexcept {
  options o;
  o.limits = l;
  return o;
}

} // namespace detail

/// Parses the text into a `raw_json`. Empty if it is not one JSON value.
///
/// Removes white space around the value; line breaks within become spaces. Rejects lone surrogates,
/// so the result can be written unchanged. Linear; copies the text twice.
inline std::optional<raw_json> parse_raw_json(std::string_view text, const limits& l = {}) {
  text = trimmed(text);
  if (!is_valid_json(text, detail::with_limits(l))) return std::nullopt;
  raw_json out;
  detail::raw_access::assign(out, text);
  put_on_one_line(detail::raw_access::text_of(out));
  return out;
}

/// Parses the text into a `raw_object`. Empty if it is not one JSON object. Otherwise as
/// `parse_raw_json`.
inline std::optional<raw_object> parse_raw_object(std::string_view text, const limits& l = {}) {
  text = trimmed(text);
  if (!text.starts_with('{') || !is_valid_json(text, detail::with_limits(l))) return std::nullopt;
  raw_object out;
  detail::raw_access::assign(out, text);
  put_on_one_line(detail::raw_access::text_of(out));
  return out;
}

/// Parses the text into a `number`, exactly as it is written. Empty if it is not one JSON number.
/// Removes white space around it. Linear; copies the text twice.
inline std::optional<number> parse_number(std::string_view text, const limits& l = {}) {
  text = trimmed(text);
  if (text.empty() || kind_of(text.front()) != kind::number) return std::nullopt;
  if (!is_valid_json(text, detail::with_limits(l))) return std::nullopt;
  number out;
  detail::raw_access::assign(out, text);
  return out;
}

} // namespace assay
