#pragma once

#include "assay/json/detail/text/scanner.hpp"
#include "assay/json/raw_json.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace assay {
namespace detail {

/// Whether the text is one JSON value (RFC 8259) in UTF-8, without white space around it and within
/// the limits.
inline bool is_valid_json(std::string_view text, const options& o = {}) {
  if (text.size() > o.limits.max_document_bytes) return false;
  // A value may end in any byte: it is scanned in a copy that ends in one at which every reading
  // stops.
  const std::string copy(text);
  scanner s(o, nullptr);
  const char* const end = copy.c_str() + copy.size();
  s.set_text(copy.data(), end + 1, framing::cut_off);
  return s.value(copy.c_str(), scanner::max_depth_of(o.limits)) == end;
}

inline options with(const limits& l) noexcept {
  options o;
  o.limits = l;
  return o;
}

inline std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view white_space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(white_space);
  return first == text.npos ? std::string_view()
                            : text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

} // namespace detail

/// The text as a `raw_json`; nothing when it is not one JSON value. White space around it is
/// dropped, line breaks within become spaces.
///
/// Half a surrogate pair is refused: the result can be written as it is. Linear; copies the text
/// twice.
inline std::optional<raw_json> parse_raw_json(std::string_view text, const limits& l = {}) {
  text = detail::trimmed(text);
  if (!detail::is_valid_json(text, detail::with(l))) return std::nullopt;
  raw_json out;
  out.assign_valid(text);
  detail::put_on_one_line(out.mutable_text());
  return out;
}

/// The text as a `raw_object`; nothing when it is not one JSON object. As `parse_raw_json`.
inline std::optional<raw_object> parse_raw_object(std::string_view text, const limits& l = {}) {
  text = detail::trimmed(text);
  if (!text.starts_with('{') || !detail::is_valid_json(text, detail::with(l))) return std::nullopt;
  raw_object out;
  out.assign_valid(text);
  detail::put_on_one_line(out.mutable_text());
  return out;
}

} // namespace assay
