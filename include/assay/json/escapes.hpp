// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Functions for the escapes in JSON strings: they decode escapes, compare strings that have
/// escapes, and replace the escapes that reading replaces.

#include "assay/detail/config.hpp"
#include "assay/json/detail/text/escapes.hpp"
#include "assay/json/options.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

/// Decodes a JSON string into `out`, and replaces its content. A lone surrogate becomes U+FFFD.
///
/// Precondition: a reader has accepted the text. Linear; reuses the memory of `out`, and allocates
/// only when that is too small.
///
/// @param text the string's text between its quotes.
/// @param out gets the characters.
ASSAY_NOINLINE inline void unescape(std::string_view text, std::string& out) {
  // Decoded text is never longer than its source, so the write position never passes the read
  // position. A whole block may therefore be written wherever one is readable: the bytes after its
  // plain part are overwritten later, or cut off by the last resize.
  out.resize(text.size());
  const char* p = text.data();
  const char* const end = p + text.size();
  char* w = out.data();
  for (;;) {
    while (end - p >= detail::block_size) {
      detail::copy_block(w, p);
      const auto mask = detail::interrupting(p);
      const std::ptrdiff_t plain = mask == 0 ? detail::block_size : detail::first_of(mask);
      p += plain;
      w += plain;
      if (mask == 0) continue;
      if (*p == '\\') break;
      *w++ = *p++; // not ASCII
    }
    while (p != end && *p != '\\') *w++ = *p++;
    if (p == end) break;
    detail::decode_escape(p, end, w);
  }
  out.resize(static_cast<std::size_t>(w - out.data()));
}

/// Returns whether a JSON string has exactly these characters.
///
/// Precondition: a reader has accepted the text. Linear; allocates nothing.
///
/// @param text the string's text between its quotes.
/// @param characters the decoded characters to compare with.
inline bool spells(std::string_view text, std::string_view characters) noexcept {
  if (text.find('\\') == text.npos) [[likely]]
    return text == characters;
  const char* p = text.data();
  const char* const end = p + text.size();
  while (p != end) {
    char room[4];
    char* w = room;
    if (*p == '\\') detail::decode_escape(p, end, w);
    else *w++ = *p++;
    const std::string_view decoded(room, static_cast<std::size_t>(w - room));
    if (!characters.starts_with(decoded)) return false;
    characters.remove_prefix(decoded.size());
  }
  return characters.empty();
}

/// Replaces the line breaks of valid JSON by spaces, so that it can be a line of a stream. Linear.
inline void put_on_one_line(std::string& text) noexcept {
  for (char& c : text)
    c = c == '\n' || c == '\r' ? ' ' : c; // line breaks in strings are always escaped
}

/// Returns whether reading with these options replaces escapes.
constexpr bool replaces_escapes(const options& o) noexcept {
  return o.lone_surrogates == surrogate_policy::replace ||
         o.null_characters == null_character_policy::replace;
}

/// Replaces the escapes of valid JSON that reading with these options replaces. Call it before you
/// pass the text on. Linear; returns at once if the options replace nothing.
inline void replace_escapes(std::string& text, const options& o) noexcept {
  if (o.lone_surrogates == surrogate_policy::replace) detail::replace_lone_surrogates(text);
  if (o.null_characters == null_character_policy::replace) detail::replace_nulls(text);
}

} // namespace assay
