// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/formats/detail/characters.hpp"
#include "assay/schema/formats/hostname.hpp"
#include "assay/schema/formats/ip_address.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace assay {
namespace detail {

/// `Dot-string`: parts of `atext` (RFC 5322, section 3.2.3), joined by dots.
constexpr bool is_dot_string(std::string_view text) noexcept {
  constexpr character_set atext = ascii_alphanumerics.with("!#$%&'*+-/=?^_`{|}~");
  return is_dotted(text, [&](char c) { return atext.contains(c); });
}

/// `Quoted-string`.
constexpr bool is_quoted_string(std::string_view text) noexcept {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
  text = text.substr(1, text.size() - 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' || (text[i] == '\\' && ++i == text.size())) return false;
    if (text[i] < ' ' || text[i] > '~') return false;
  }
  return true;
}

/// The text between the brackets of an `address-literal`: the forms that are in use.
constexpr bool is_address_literal(std::string_view text) noexcept {
  constexpr std::string_view tag = "ipv6:"; // case-insensitive, like all words of ABNF
  const auto is_same = [](char wanted, char c) {
    return c == wanted || (c >= 'A' && c <= 'Z' && c + ('a' - 'A') == wanted);
  };
  if (text.size() > tag.size() && std::equal(tag.begin(), tag.end(), text.begin(), is_same))
    return is_ipv6(text.substr(tag.size()));
  return is_ipv4(text);
}

} // namespace detail

/// Returns whether the text is an e-mail address: `someone@example.org`. The part before the `@`
/// may be a quoted string. The part after it is a host name, or an IP address in brackets.
///
/// ASCII only. Linear; allocates nothing. Source: RFC 5321, section 4.1.2, `Mailbox`, and section
/// 4.5.3.1.1, which limits the part before the `@` to 64 characters.
constexpr bool is_email(std::string_view text) noexcept {
  constexpr std::size_t max_local_part = 64;
  const std::size_t at = text.rfind('@');
  if (at > max_local_part) return false; // as `npos` is
  const std::string_view local = text.substr(0, at), domain = text.substr(at + 1);
  if (!detail::is_dot_string(local) && !detail::is_quoted_string(local)) return false;
  if (!domain.starts_with('[')) return is_hostname(domain);
  return domain.ends_with(']') && detail::is_address_literal(domain.substr(1, domain.size() - 2));
}

} // namespace assay
