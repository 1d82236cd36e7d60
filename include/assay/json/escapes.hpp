// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The escapes in JSON's strings: what they mean, and what reading replaces of them.

#include "assay/detail/config.hpp"
#include "assay/json/detail/text/escapes.hpp"
#include "assay/json/options.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

/// Replaces `out` by the characters that a string's text, as it stands between its quotes, means.
///
/// Precondition: a reader has accepted the text. A lone surrogate gives U+FFFD. Linear; keeps out's
/// memory, and allocates when that is too small.
ASSAY_NOINLINE inline void unescape(std::string_view text, std::string& out) {
  // What is decoded is never longer than what it was decoded from, so the write position is never
  // ahead of the read position and a block that is readable may be written whole: its overhang is
  // overwritten or cut off.
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

/// Whether a string's text, as it stands between its quotes, spells these characters. Linear;
/// allocates nothing. Precondition as for `unescape`.
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

/// Replaces the line breaks between the tokens of valid JSON by spaces, so that it can be a line of
/// a stream. Linear.
inline void put_on_one_line(std::string& text) noexcept {
  for (char& c : text) c = c == '\n' || c == '\r' ? ' ' : c; // a string has no bare line break
}

/// Whether reading by these options replaces escapes.
constexpr bool replaces_escapes(const options& o) noexcept {
  return o.lone_surrogates == surrogate_policy::replace ||
         o.null_characters == null_character_policy::replace;
}

/// Replaces in valid JSON what reading it replaces, for whoever passes the text on. Linear, nothing
/// when there is nothing to replace.
inline void replace_escapes(std::string& text, const options& o) noexcept {
  if (o.lone_surrogates == surrogate_policy::replace) detail::replace_lone_surrogates(text);
  if (o.null_characters == null_character_policy::replace) detail::replace_nulls(text);
}

} // namespace assay
