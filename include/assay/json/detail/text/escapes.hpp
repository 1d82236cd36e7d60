// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/block.hpp"
#include "assay/json/detail/text/utf8.hpp"

#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace assay::detail {

constexpr bool is_digit(char c) noexcept { return static_cast<unsigned char>(c - '0') < 10; }

/// Returns the value of the four hexadecimal digits at p, or -1. Reads no byte after the first one
/// that is not a digit.
inline int hex4(const char* p) noexcept {
  int v = 0;
  for (int i = 0; i < 4; ++i) {
    const int c = static_cast<unsigned char>(p[i]) | 0x20;
    const int d = is_digit(p[i]) ? p[i] - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (d < 0) return -1;
    v = v << 4 | d;
  }
  return v;
}

constexpr bool is_high_surrogate(int u) noexcept { return (u & 0xFC00) == 0xD800; }
constexpr bool is_low_surrogate(int u) noexcept { return (u & 0xFC00) == 0xDC00; }

/// Returns the low surrogate whose escape is at p, or -1.
inline int low_surrogate_at(const char* p, const char* end) noexcept {
  const int u = end - p >= 6 && p[0] == '\\' && p[1] == 'u' ? hex4(p + 2) : -1;
  return is_low_surrogate(u) ? u : -1;
}

/// Decodes the escape at p (a backslash) to w, at most 4 bytes, and moves both positions past it. A
/// lone surrogate becomes U+FFFD.
///
/// Precondition: the scanner has passed the escape, and its string ends at `end`.
inline void decode_escape(const char*& p, const char* end, char*& w) noexcept {
  const char c = p[1];
  p += 2;
  switch (c) {
  case 'n': *w++ = '\n'; return;
  case 't': *w++ = '\t'; return;
  case 'r': *w++ = '\r'; return;
  case 'b': *w++ = '\b'; return;
  case 'f': *w++ = '\f'; return;
  case 'u': break;
  default: *w++ = c; return;
  }
  int u = hex4(p);
  p += 4;
  if (is_high_surrogate(u) || is_low_surrogate(u)) {
    const int low = is_high_surrogate(u) ? low_surrogate_at(p, end) : -1;
    if (low >= 0) {
      u = 0x10000 + ((u & 0x3FF) << 10) + (low & 0x3FF);
      p += 6;
    } else {
      u = 0xFFFD;
    }
  }
  w = put_utf8(w, static_cast<unsigned>(u));
}

/// Decodes the text into `room`. Returns null data if fewer than 4 bytes of room are left.
/// Allocates nothing. Precondition as for `unescape`.
inline std::string_view unescape_within(std::string_view text, std::span<char> room) noexcept {
  const char* p = text.data();
  const char* const end = p + text.size();
  char* w = room.data();
  const char* const full = room.data() + room.size();
  while (p != end) {
    if (full - w < 4) return {};
    if (*p == '\\') decode_escape(p, end, w);
    else *w++ = *p++;
  }
  return {room.data(), static_cast<std::size_t>(w - room.data())};
}

/// Returns the size of the decoded text in bytes. Linear; allocates nothing. Precondition as for
/// `unescape`.
inline std::size_t unescaped_size(std::string_view text) noexcept {
  std::size_t size = 0;
  char room[4];
  for (const char *p = text.data(), *const end = p + text.size(); p != end;) {
    char* w = room;
    if (*p == '\\') decode_escape(p, end, w);
    else *w++ = *p++;
    size += static_cast<std::size_t>(w - room);
  }
  return size;
}

/// Returns the number of decoded characters (code points). Linear; allocates nothing. Precondition
/// as for `unescape`.
inline std::size_t count_characters(std::string_view text) noexcept {
  std::size_t count = 0;
  char room[4];
  for (const char *p = text.data(), *const end = p + text.size(); p != end; ++count) {
    char* w = room;
    if (*p == '\\') decode_escape(p, end, w);
    else
      for (++p; p != end && (*p & 0xC0) == 0x80;) ++p;
  }
  return count;
}

/// Returns where in the text the character begins that the decoded byte at `decoded` belongs to, or
/// the text's size if there is none. Linear; allocates nothing. Precondition as for `unescape`.
inline std::size_t escaped_position(std::string_view text, std::size_t decoded) noexcept {
  std::size_t size = 0;
  char room[4];
  for (const char *p = text.data(), *const end = p + text.size(); p != end;) {
    const char* const from = p;
    char* w = room;
    if (*p == '\\') decode_escape(p, end, w);
    else *w++ = *p++;
    size += static_cast<std::size_t>(w - room);
    if (size > decoded) return static_cast<std::size_t>(from - text.data());
  }
  return text.size();
}

/// The escape of U+0000.
inline constexpr std::string_view null_escape = "\\u0000";

/// Replaces the escapes of U+0000 by those of U+FFFD, in any text. Sizes and positions stay the
/// same. Linear.
inline void replace_nulls(std::string& text) noexcept {
  for (std::size_t i = text.find('\\'); i < text.size();
       i = text.find('\\', i + 2)) // skips the character after a backslash: it begins no escape
    if (text.compare(i, null_escape.size(), null_escape) == 0) text.replace(i + 2, 4, "fffd");
}

/// Replaces every lone surrogate's escape by `\ufffd`, in JSON text that the scanner has passed.
inline void replace_lone_surrogates(std::string& text) noexcept {
  for (std::size_t i = text.find('\\'); i != text.npos; i = text.find('\\', i)) {
    if (text[i + 1] != 'u') {
      i += 2;
      continue;
    }
    const int u = hex4(text.data() + i +
                       2); // in bounds: an escape that the scanner has passed has four digits
    const char* const next = text.data() + i + 6;
    if (is_high_surrogate(u) && low_surrogate_at(next, text.data() + text.size()) >= 0) {
      i += 12;
      continue;
    }
    if (is_high_surrogate(u) || is_low_surrogate(u)) text.replace(i + 2, 4, "fffd");
    i += 6;
  }
}

} // namespace assay::detail
