// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/format.hpp"
#include "assay/testing/source.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace assay::testing::detail {

// Characters, and texts of the formats that rules require. All are UTF-8 without escapes.

inline void append_utf8(std::string& out, std::uint32_t c) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) return put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  if (c < 0x10000) return put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F));
  put(0x80 | (c & 0x3F));
}

/// Returns a character that parsers often mishandle, or any: quotes, controls, the limits of each
/// UTF-8 length, line separators, unassigned characters. Never U+0000, which readers warn about.
inline std::uint32_t odd_character(source& from) {
  static constexpr std::uint32_t odd[] = {
      '"',    '\\',   '/',    '\n',   '\t',   '\r',   '\b',    0x01,    0x1F,     ' ',    0x7F,
      0x80,   0xA0,   0xDF,   0x7FF,  0x800,  0x2028, 0x2029,  0xD7FF,  0xE000,   0xFEFF, 0xFFFD,
      0xFFFF, 0x0301, 0x200B, 0x202E, 0x4E2D, 0xE9,   0x10000, 0x1F600, 0x10FFFF, '<',    '&'};
  if (!from.one_in(4)) return from.pick(odd);
  const auto c = static_cast<std::uint32_t>(from.between(1, 0x10FFFF));
  return c >= 0xD800 && c < 0xE000 ? 0xFFFD : c;
}

/// Returns `count` characters: mostly letters and digits, or mostly odd ones.
inline std::string characters(source& from, std::size_t count) {
  static constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-.,:";
  std::string out;
  const std::size_t odd = from.pick(std::to_array<std::size_t>({0, 0, 0, 8, 2}));
  for (; count != 0; --count) {
    if (odd != 0 && from.one_in(odd)) append_utf8(out, odd_character(from));
    else out += from.pick(plain);
  }
  return out;
}

/// Returns any text. It is usually short, and sometimes as long as a reader's block, or longer.
inline std::string any_text(source& from) {
  static constexpr std::string_view words[] = {"ok",          "",    "user", "error", "null",
                                               "true",        "0",   "1.5",  "{}",    "[1]",
                                               "hello world", "NaN", " "};
  switch (from.below(8)) {
  case 0: return std::string(from.pick(words));
  case 1: return characters(from, from.between(0, 70));
  case 2: return from.one_in(16) ? characters(from, from.between(0, 1000)) : "text";
  default: return characters(from, from.between(0, 12));
  }
}

/// Returns a name that schemas do not have; `any_text` could return one by chance.
inline std::string any_name(source& from) {
  static constexpr std::string_view names[] = {"x_extra",     "a/b",    "m~n",        "$ref",
                                               "x y",         "~1",     "X-\xC3\xA9", "__proto__",
                                               "constructor", "x.\"q\""};
  return from.one_in(3) ? std::string(from.pick(names))
                        : "x_" + characters(from, from.between(1, 8));
}

inline std::string digits(source& from, std::size_t count, std::string_view of = "0123456789") {
  std::string out;
  for (; count != 0; --count) out += from.pick(of);
  return out;
}

/// Joins the parts. It takes a list because its elements are evaluated in order. Operands of `+`
/// are not, so each compiler would make different texts from the same choices.
inline std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) out += part;
  return out;
}

/// Returns a number of two digits from `first` to `last`.
inline std::string two_digits(source& from, std::size_t first, std::size_t last) {
  const std::size_t n = from.between(first, last);
  return {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
}

inline std::string any_date(source& from) {
  if (from.one_in(8)) return from.one_in(2) ? "2000-02-29" : "2024-02-29";
  const std::size_t century = from.one_in(16) ? from.between(0, 99) : 20;
  return joined({two_digits(from, century, century), two_digits(from, 0, 99), "-",
                 two_digits(from, 1, 12), "-", two_digits(from, 1, 28)});
}

/// Returns an RFC 3339 time. `fraction` is the number of digits of the second's fraction; 0 means
/// any.
inline std::string any_time(source& from, std::size_t fraction = 0) {
  if (fraction == 0 && from.one_in(24)) // leap seconds
    return from.one_in(2) ? "23:59:60Z" : "15:59:60-08:00";
  std::string out =
      joined({two_digits(from, 0, 23), ":", two_digits(from, 0, 59), ":", two_digits(from, 0, 59)});
  if (fraction == 0 && from.one_in(2))
    fraction = from.pick(std::to_array<std::size_t>({3, 6, 1, 9}));
  if (fraction != 0) out += '.' + digits(from, fraction);
  if (!from.one_in(4)) return out += from.one_in(8) ? 'z' : 'Z';
  return out += joined(
             {from.one_in(2) ? "+" : "-", two_digits(from, 0, 23), ":", two_digits(from, 0, 59)});
}

inline std::string any_date_time(source& from) {
  const std::string time = any_time(from);
  // UTC has leap seconds only at the end of June or December.
  if (time.find(":60") != time.npos) return (from.one_in(2) ? "2016-12-31T" : "2015-06-30T") + time;
  return joined({any_date(from), from.one_in(16) ? "t" : "T", time});
}

inline std::string any_label(source& from) {
  return digits(from, from.between(1, 8), "abcdefghijklmnopqrstuvwxyz0123456789");
}

inline std::string any_uuid(source& from) {
  const std::string_view of = from.one_in(4) ? "0123456789ABCDEFabcdef" : "0123456789abcdef";
  return joined({digits(from, 8, of), "-", digits(from, 4, of), "-", digits(from, 4, of), "-",
                 digits(from, 4, of), "-", digits(from, 12, of)});
}

inline std::string any_ipv4(source& from, std::size_t below) {
  const auto part = [&] { return std::to_string(from.below(below)); };
  return joined({part(), ".", part(), ".", part(), ".", part()});
}

inline std::string any_ipv6(source& from) {
  static constexpr std::string_view some[] = {"::",
                                              "::1",
                                              "2001:db8::ff00:42:8329",
                                              "::ffff:192.0.2.128",
                                              "fe80:0:0:0:0:0:0:1",
                                              "2001:0db8:85a3:08d3:1319:8a2e:0370:7348"};
  return std::string(from.pick(some));
}

/// Returns a text of the format; for `any`, any text.
inline std::string text_of_format(source& from, text_format form) {
  static constexpr std::string_view hex = "0123456789abcdefABCDEF";
  switch (form) {
  case text_format::any: return any_text(from);
  case text_format::date_time: return any_date_time(from);
  case text_format::date: return any_date(from);
  case text_format::time: return any_time(from);
  case text_format::uuid: return any_uuid(from);
  case text_format::ulid:
    return joined(
        {digits(from, 1, "01234567"), digits(from, 25, "0123456789ABCDEFGHJKMNPQRSTVWXYZ")});
  case text_format::uri:
    switch (from.below(4)) {
    case 0: return "urn:uuid:" + any_uuid(from);
    case 1: return "mailto:" + any_label(from) + "@example.org";
    case 2: return "http://[2001:db8::1]:8080/" + any_label(from) + "?q=%20#f";
    default: return joined({"https://", any_label(from), ".example/", any_label(from)});
    }
  case text_format::email: return joined({any_label(from), "@", any_label(from), ".example"});
  case text_format::hostname: return joined({any_label(from), from.one_in(2) ? ".example" : ""});
  case text_format::ipv4: return any_ipv4(from, 256);
  case text_format::ipv6: return any_ipv6(from);
  case text_format::hex: return digits(from, from.between(1, 40), hex);
  case text_format::base64: {
    static constexpr std::string_view tails[] = {"", "TQ==", "TWE=", "+/8="};
    std::string out = digits(from, 4 * from.below(6), "ABCDabcd0189+/");
    return out += from.pick(tails);
  }
  case text_format::dotted_name: {
    std::string out = any_label(from);
    for (std::size_t n = from.below(3); n != 0; --n)
      out += joined({from.one_in(3) ? "_" : ".", any_label(from)});
    return out;
  }
  }
  return {};
}

/// Returns a host name of `size` characters, from 1 to 253.
inline std::string hostname_of_size(source& from, std::size_t size) {
  constexpr std::size_t label = 20;
  std::string out = digits(from, size, "abcdefghijklmnopqrstuvwxyz0123456789");
  for (std::size_t i = label; i + 1 < size; i += label) out[i] = '.';
  return out;
}

/// Returns a text of the format with `min` to `max` characters, if that is easy to make.
inline std::string text_of_format(source& from, text_format form, std::size_t min,
                                  std::size_t max) {
  constexpr std::size_t room = 40;
  const std::size_t size = from.between(min, std::max(min, std::min(max, min + room)));
  switch (form) {
  case text_format::hex: return digits(from, size, "0123456789abcdef");
  case text_format::dotted_name: return digits(from, size, "abcdefghijkl0123456789_");
  case text_format::base64: return digits(from, (size + 3) / 4 * 4, "ABCDabcd0189+/");
  case text_format::hostname: return hostname_of_size(from, size);
  case text_format::uri: return "x:" + digits(from, size - std::min<std::size_t>(size, 2));
  case text_format::email: return "a@" + hostname_of_size(from, std::max<std::size_t>(size, 3) - 2);
  case text_format::ipv4: return any_ipv4(from, from.one_in(2) ? 10 : 100);
  case text_format::date_time:
    return joined({any_date(from), "T", any_time(from, std::max<std::size_t>(size, 22) - 21)});
  case text_format::time: return any_time(from, std::max<std::size_t>(size, 11) - 10);
  default: return text_of_format(from, form);
  }
}

/// Returns a text that is nearly of the format.
inline std::string text_near_format(source& from, text_format form) {
  std::string out = text_of_format(from, form);
  if (out.empty() || from.one_in(8)) return from.one_in(2) ? out + "?" : "";
  const std::size_t at = from.below(out.size());
  switch (from.below(4)) {
  case 0: out.erase(at, 1); break;
  case 1: out.insert(at, 1, from.pick(std::string_view("-:.@Tz 9G="))); break;
  case 2: out[at] = from.pick(std::string_view("-:.@Tz 9G=")); break;
  default: out += out; break;
  }
  return out;
}

/// Returns the JSON of a string. If `varied`, it sometimes has escapes that are not needed.
inline std::string quoted(source& from, std::string_view characters, bool varied = true) {
  static constexpr std::string_view hex[] = {"0123456789abcdef", "0123456789ABCDEF"};
  const bool escapes = varied && from.one_in(12);
  const std::string_view digit = escapes ? from.pick(hex) : hex[0];
  std::string out = "\"";
  const auto put_unit = [&](unsigned unit) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += digit[unit >> shift & 0xF];
  };
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const auto c = static_cast<unsigned char>(characters[i]);
    const bool must = c < 0x20 || c == '"' || c == '\\';
    if (c < 0x80 && (must || (escapes && from.one_in(3)))) {
      constexpr std::string_view short_escaped = "\"\\/\b\f\n\r\t", letters = "\"\\/bfnrt";
      const std::size_t letter = short_escaped.find(characters[i]);
      if (letter != short_escaped.npos && !(escapes && from.one_in(2)))
        (out += '\\') += letters[letter];
      else put_unit(c);
    } else if (escapes && c >= 0xC0 && from.one_in(2)) {
      const unsigned size = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
      std::uint32_t value = c & (0xFFu >> (size + 1));
      for (unsigned k = 1; k < size; ++k)
        value = value << 6 | (static_cast<unsigned char>(characters[i + k]) & 0x3Fu);
      if (value >= 0x10000) {
        put_unit(0xD800 + ((value - 0x10000) >> 10));
        put_unit(0xDC00 + ((value - 0x10000) & 0x3FF));
      } else put_unit(value);
      i += size - 1;
    } else out += characters[i];
  }
  return out += '"';
}

} // namespace assay::testing::detail
