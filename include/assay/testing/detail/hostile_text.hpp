// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/encoding.hpp"
#include "assay/testing/detail/hostile_maker.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

// Hostile kinds that are not UTF-8 text, or have characters that JSON does not allow or that
// parsers often mishandle. Each returns whether the event has a place for it.

namespace assay::testing::detail {

template <std::size_t N>
bool break_string(hostile_maker& m, code what, const std::array<broken_text, N>& by) {
  const broken_text& b = m.from.pick(by);
  auto s = m.put_into_string(b.text);
  return s && m.reject(what, std::move(s->path), s->offset + b.fault);
}

inline bool control_character(hostile_maker& m) {
  // A line break is another fault for readers of lines, so it is excluded. The last control
  // character is as likely as all others, because it is an edge case.
  const auto c = m.from.one_in(2) ? '\x1F' : static_cast<char>(m.from.below(0x20));
  auto s = m.put_into_string(std::string(1, c == '\n' ? '\r' : c));
  return s && m.reject(code::control_character, std::move(s->path), s->offset);
}

inline bool invalid_escape(hostile_maker& m) {
  static constexpr auto texts = std::to_array<broken_text>({{"\\x41"},
                                                            {"\\'"},
                                                            {"\\a"},
                                                            {"\\v"},
                                                            {"\\0"},
                                                            {"\\e"},
                                                            {"\\U00000041"},
                                                            {"\\u{41}"},
                                                            {"\\N"},
                                                            {"\\u12G4"},
                                                            {"\\u 041"},
                                                            {"\\u+041"},
                                                            {"\\u004 "},
                                                            {"\\uu041"},
                                                            {"\\ "},
                                                            {"\\\t"},
                                                            {"\\101 "},
                                                            {"\\\xC3\xA9"},
                                                            {"\\ud83d\\ude0 ", 6},
                                                            {"\\ud83d\\uG", 6},
                                                            {"\\B"},
                                                            {"\\T"},
                                                            {"\\%41"}});
  return break_string(m, code::invalid_escape, texts);
}

inline bool invalid_utf8(hostile_maker& m) {
  static constexpr auto texts = std::to_array<broken_text>({
      {"\x80"},
      {"\xBF"},
      {"a\x80", 1}, // continuation bytes without a lead byte
      {"\xC3"},
      {"\xE2\x82"},
      {"\xF0\x9F\x98"},
      {"\xF0"}, // missing continuation bytes
      {"\xC0\x80"},
      {"\xC0\xAF"},
      {"\xC1\xBF"}, // overlong
      {"\xE0\x80\xAF"},
      {"\xE0\x9F\xBF"},
      {"\xF0\x80\x80\xAF"},
      {"\xF0\x8F\xBF\xBF"},
      {"\xED\xA0\x80"},
      {"\xED\xBF\xBF"},
      {"\xED\xA0\xBD\xED\xB8\x80"}, // encoded surrogates
      {"\xF4\x90\x80\x80"},
      {"\xF5\x80\x80\x80"},
      {"\xF7\xBF\xBF\xBF"}, // beyond U+10FFFF
      {"\xF8\x88\x80\x80\x80"},
      {"\xFC\x84\x80\x80\x80\x80"},
      {"\xFE"},
      {"\xFF"},
      {"\xFF\xFE"},
      {"\xFE\xFF"},
      {"\xC3\xA9\xE9", 2},
      {"caf\xE9", 3},
      {"\x93x\x94"},
      {"\xE4\xF6\xFC"}, // Latin-1, Windows-1252
      {"\x81\x40"},
      {"\xC4\xE3"},
      {"\xF0\x9F\x98\x80\xF0\x9F\x98", 4},
  });
  return break_string(m, code::invalid_utf8, texts);
}

inline bool lone_surrogate(hostile_maker& m) {
  static constexpr auto texts = std::to_array<broken_text>({{"\\ud800"},
                                                            {"\\uDBFF"},
                                                            {"\\udc00"},
                                                            {"\\uDFFF"},
                                                            {"\\ud800\\ud800"},
                                                            {"\\udc00\\ud800"},
                                                            {"\\uD83D\\u0041"},
                                                            {"\\uD83D\\n"},
                                                            {"\\ud83d x"},
                                                            {"\\ud83d\\ude00\\ude00", 12},
                                                            {"\\ude00\\ud83d"},
                                                            {"\\ud83d\\ude00\\ud83d", 12},
                                                            {"\\udbff\xF0\x9F\x98\x80"}});
  if (m.o.lone_surrogates == surrogate_policy::reject)
    return break_string(m, code::lone_surrogate, texts);
  const auto s = m.find_free_spot();
  if (!s) return false;
  m.put(*s, '"' + std::string(m.from.pick(texts).text) + '"');
  return m.accept();
}

inline bool null_character(hostile_maker& m) {
  const auto s = m.find_free_spot();
  if (!s) return false;
  m.put(*s, R"("x\u0000y")");
  const std::size_t at = s->value_at() + 2;
  switch (m.o.null_characters) {
  case null_character_policy::reject:
    return m.reject(code::null_character, text_map::cut(s->path), at);
  case null_character_policy::warn: return m.warn(code::null_character, text_map::cut(s->path), at);
  case null_character_policy::warn_at_strict:
    if (m.o.level == level::strict) return m.warn(code::null_character, text_map::cut(s->path), at);
    break;
  case null_character_policy::accept:
  case null_character_policy::replace: break;
  }
  return m.accept();
}

/// Encodes the event in units of two or four bytes.
inline std::string in_units(std::string_view text, std::size_t size, bool is_big_endian) {
  std::string out;
  const auto append = [&](char32_t unit) {
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t shift = 8 * (is_big_endian ? size - 1 - i : i);
      out += static_cast<char>(unit >> shift & 0xFF);
    }
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : static_cast<char32_t>(lead & (0x7F >> length));
    for (std::size_t j = 1; j < length; ++j) c = c << 6 | static_cast<char32_t>(text[i + j] & 0x3F);
    i += length;
    if (size == 4 || c < 0x10000) {
      append(c);
    } else {
      append(0xD800 + ((c - 0x10000) >> 10));
      append(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return out;
}

inline bool other_encoding(hostile_maker& m) {
  const std::size_t which = m.from.below(8);
  const bool is_wide = (which & 1) != 0, is_big = (which & 2) != 0, has_mark = (which & 4) != 0;
  const std::string mark = has_mark ? in_units(byte_order_mark, is_wide ? 4 : 2, is_big) : "";
  m.out.text = mark + in_units(m.text(), is_wide ? 4 : 2, is_big);
  return m.reject(code::unsupported_encoding, {}, 0);
}

inline bool compressed(hostile_maker& m) {
  using namespace std::string_view_literals;
  static constexpr auto beginnings = std::to_array<std::string_view>(
      {"\x1F\x8B\x08\0"sv, "\x28\xB5\x2F\xFD"sv, "\xFD\x37zXZ\0"sv, "BZh91AY&SY"sv,
       "\x04\x22\x4D\x18"sv, "\x78\x9C"sv, "\x78\xDA"sv, "PK\x03\x04"sv});
  m.out.text = m.from.pick(beginnings);
  for (std::size_t n = m.from.between(0, 40); n != 0; --n) {
    const auto c = static_cast<char>(m.from.below(256));
    m.out.text += c == '\n' ? '}' : c; // a line break would end a line
  }
  return m.reject(code::unsupported_encoding, {}, 0);
}

} // namespace assay::testing::detail
