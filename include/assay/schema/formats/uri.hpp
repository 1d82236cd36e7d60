// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/formats/detail/characters.hpp"
#include "assay/schema/formats/hex.hpp"
#include "assay/schema/formats/ip_address.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace assay {
namespace detail {

/// `unreserved` and `sub-delims` of section 2, which are allowed in all parts except the scheme.
inline constexpr character_set uri_characters = ascii_alphanumerics.with("-._~!$&'()*+,;=");

/// Returns whether the text consists of these characters and percent-encoded bytes.
constexpr bool is_part_of_uri(std::string_view text, const character_set& characters) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (characters.contains(text[i])) continue;
    if (text[i] != '%' || text.size() - i < 3 || !is_ascii_hex_digit(text[i + 1]) ||
        !is_ascii_hex_digit(text[i + 2]))
      return false;
    i += 2;
  }
  return true;
}

/// `scheme` of section 3.1.
constexpr bool is_scheme(std::string_view text) noexcept {
  for (const char c : text)
    if (!is_ascii_alphanumeric(c) && c != '+' && c != '-' && c != '.') return false;
  return !text.empty() && is_ascii_letter(text.front());
}

/// The text between the brackets of an `IP-literal` of section 3.2.2.
constexpr bool is_ip_literal(std::string_view text) noexcept {
  if (!text.starts_with('v') && !text.starts_with('V')) return is_ipv6(text);
  const std::size_t dot = std::min(text.find('.'), text.size());
  const std::string_view version = text.substr(1, dot - 1), address = text.substr(dot);
  return assay::is_hex(version) && address.size() > 1 && address.find('%') == address.npos &&
         is_part_of_uri(address.substr(1), uri_characters.with(":"));
}

/// `authority` of section 3.2.
constexpr bool is_authority(std::string_view text) noexcept {
  if (const std::size_t at = text.find('@'); at != text.npos) {
    if (!is_part_of_uri(text.substr(0, at), uri_characters.with(":"))) return false;
    text.remove_prefix(at + 1);
  }
  std::size_t host_end = std::min(text.find(':'), text.size());
  if (text.starts_with('[')) {
    const std::size_t bracket = text.find(']');
    if (bracket == text.npos || !is_ip_literal(text.substr(1, bracket - 1))) return false;
    host_end = bracket + 1;
  } else if (!is_part_of_uri(text.substr(0, host_end), uri_characters)) {
    return false;
  }
  text.remove_prefix(host_end);
  if (text.empty()) return true;
  return text.front() == ':' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return is_ascii_digit(c); });
}

} // namespace detail

/// Returns whether the text is a URI with a scheme: `https://example.org/a?b#c`, `urn:x:1`,
/// `mailto:a@b`. Relative references are rejected.
///
/// ASCII only: other characters must be percent-encoded. Linear; allocates nothing. Source: RFC
/// 3986, section 3.
constexpr bool is_uri(std::string_view text) noexcept {
  constexpr detail::character_set in_path = detail::uri_characters.with(":@/"),
                                  after_path = in_path.with("?");
  const std::size_t colon = text.find(':');
  if (colon == text.npos || !detail::is_scheme(text.substr(0, colon))) return false;
  text.remove_prefix(colon + 1);
  // The fragment begins at the first `#`, and the query at the first `?` before it.
  if (const std::size_t i = text.find('#'); i != text.npos) {
    if (!detail::is_part_of_uri(text.substr(i + 1), after_path)) return false;
    text.remove_suffix(text.size() - i);
  }
  if (const std::size_t i = text.find('?'); i != text.npos) {
    if (!detail::is_part_of_uri(text.substr(i + 1), after_path)) return false;
    text.remove_suffix(text.size() - i);
  }
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    const std::size_t path = std::min(text.find('/'), text.size());
    if (!detail::is_authority(text.substr(0, path))) return false;
    text.remove_prefix(path);
  }
  return detail::is_part_of_uri(text, in_path);
}

} // namespace assay
