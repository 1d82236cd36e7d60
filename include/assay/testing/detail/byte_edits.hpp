// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/testing/source.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace assay::testing::detail {

/// JSON tokens and bytes that often break readers.
inline constexpr std::string_view odd_tokens[] = {"{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  ":",
                                                  ",",
                                                  "\"",
                                                  "\\",
                                                  "/",
                                                  " ",
                                                  "\t",
                                                  "\n",
                                                  "\r",
                                                  "null",
                                                  "true",
                                                  "false",
                                                  "0",
                                                  "-0",
                                                  "1e400",
                                                  "1E-400",
                                                  "0.1",
                                                  "01",
                                                  "1.",
                                                  "-",
                                                  "+1",
                                                  ".5",
                                                  "0x10",
                                                  "1e",
                                                  "NaN",
                                                  "Infinity",
                                                  "-Infinity",
                                                  "nul",
                                                  "\"\"",
                                                  "{}",
                                                  "[]",
                                                  "[[[[",
                                                  "]]]]",
                                                  "{\"\":",
                                                  "\\u0000",
                                                  "\\ud800",
                                                  "\\udc00",
                                                  "\\ud83d\\ude00",
                                                  "\\uFFFF",
                                                  "\\n",
                                                  "\\\"",
                                                  "\\x",
                                                  "\\u12",
                                                  "//",
                                                  "/**/",
                                                  "'",
                                                  ",,",
                                                  "9223372036854775807",
                                                  "9223372036854775808",
                                                  "-9223372036854775809",
                                                  "18446744073709551615",
                                                  "18446744073709551616",
                                                  "9007199254740993",
                                                  "1.7976931348623157e308",
                                                  "1.7976931348623159e308",
                                                  "5e-324",
                                                  std::string_view("\0", 1),
                                                  "\x01",
                                                  "\x1F",
                                                  "\x7F",
                                                  "\x80",
                                                  "\xBF",
                                                  "\xC0\x80",
                                                  "\xC3\xA9",
                                                  "\xE2\x80\xA8",
                                                  "\xED\xA0\x80",
                                                  "\xEF\xBB\xBF",
                                                  "\xEF\xBF\xBF",
                                                  "\xF0\x9F\x98\x80",
                                                  "\xF4\x90\x80\x80",
                                                  "\xF5",
                                                  "\xFE\xFF",
                                                  "\xFF"};

/// Changes bytes of a text, whatever they mean.
inline void edit_bytes(std::string& text, source& from) {
  for (std::size_t n = from.between(1, 4); n != 0; --n) {
    const std::size_t at = from.below(text.size() + 1);
    const std::size_t length = std::min(from.between(1, 16), text.size() - at);
    switch (text.empty() ? 0 : from.below(7)) {
    case 0: text.insert(at, from.pick(odd_tokens)); break;
    case 1: text.replace(at, length, from.pick(odd_tokens)); break;
    case 2: text.insert(at, 1, static_cast<char>(from.below(256))); break;
    case 3: text.erase(at, length); break;
    case 4: text.insert(from.below(text.size() + 1), text.substr(at, length)); break;
    case 5:
      if (at != text.size()) text[at] = static_cast<char>(from.below(256));
      break;
    default:
      if (at != text.size()) text[at] = static_cast<char>(text[at] ^ 1 << from.below(8));
      break;
    }
  }
}

/// Returns the JSON text with white space between tokens, at one in `often` places.
inline std::string spaced(std::string_view json, source& from, std::size_t often) {
  static constexpr std::string_view space[] = {" ", "\t", "\r", "  ", " \t"};
  std::string out;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    const bool is_mark = !in_string && std::string_view("{}[]:,").find(c) != std::string_view::npos;
    if (is_mark && from.one_in(often)) out += from.pick(space);
    out += c;
    if (is_mark && from.one_in(often)) out += from.pick(space);
    if (c == '"') in_string = !in_string;
    if (c == '\\' && in_string && i + 1 < json.size()) out += json[++i];
  }
  return out;
}

} // namespace assay::testing::detail
