// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace assay::detail {

/// Returns the end of the UTF-8 character of two to four bytes at p, or null if there is none
/// (Unicode, table 3-7).
///
/// Reads no byte after the first one that is not a continuation byte. Precondition: at some
/// position after p there is a byte below 0x80, so that every read is in bounds.
constexpr const char* utf8_character(const char* p) noexcept {
  const auto byte = [&](int i) { return static_cast<unsigned char>(p[i]); };
  const auto continues = [&](int i) { return (p[i] & 0xC0) == 0x80; };
  const unsigned char lead = byte(0);
  if (lead < 0xC2 || lead > 0xF4 || !continues(1)) return nullptr;
  if (lead < 0xE0) return p + 2;
  if (!continues(2)) return nullptr;
  if (lead < 0xF0)
    return (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) ? nullptr : p + 3;
  if (!continues(3)) return nullptr;
  return (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F) ? nullptr : p + 4;
}

/// Writes a code point as UTF-8 at w, at most 4 bytes. Returns the end.
inline char* put_utf8(char* w, unsigned u) noexcept {
  const auto put = [&](unsigned c) { *w++ = static_cast<char>(c); };
  if (u < 0x80) {
    put(u);
  } else if (u < 0x800) {
    put(0xC0 | u >> 6);
    put(0x80 | (u & 63));
  } else if (u < 0x10000) {
    put(0xE0 | u >> 12);
    put(0x80 | (u >> 6 & 63));
    put(0x80 | (u & 63));
  } else {
    put(0xF0 | u >> 18);
    put(0x80 | (u >> 12 & 63));
    put(0x80 | (u >> 6 & 63));
    put(0x80 | (u & 63));
  }
  return w;
}

} // namespace assay::detail
