// SPDX-License-Identifier: BSL-1.0
#include "store/mentions.hpp"

#include <charconv>
#include <cstdint>
#include <string>

namespace gateway {
namespace {

/// Returns the code unit of the `\uXXXX` at `at`, or -1 if there is none.
std::int32_t unit_at(std::string_view text, std::size_t at) {
  constexpr std::size_t size = 6;
  if (text.size() < size || at > text.size() - size || text[at] != '\\' || text[at + 1] != 'u')
    return -1;
  std::uint16_t unit = 0;
  const char* const end = text.data() + at + size;
  const auto [stop, error] = std::from_chars(text.data() + at + 2, end, unit, 16);
  return error == std::errc() && stop == end ? unit : -1;
}

void append_utf8(std::string& out, std::uint32_t c) {
  const auto rest = [&](int shift) { out += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) out += static_cast<char>(c);
  else if (c < 0x800) out += static_cast<char>(0xC0 | c >> 6), rest(0);
  else if (c < 0x10000) out += static_cast<char>(0xE0 | c >> 12), rest(6), rest(0);
  else out += static_cast<char>(0xF0 | c >> 18), rest(12), rest(6), rest(0);
}

char character_of(char escaped) {
  constexpr std::string_view letters = "bfnrt", meant = "\b\f\n\r\t";
  const std::size_t i = letters.find(escaped);
  return i == letters.npos ? escaped : meant[i];
}

/// Returns the bytes with the JSON escapes decoded.
std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::int32_t unit = unit_at(text, i), low = unit < 0 ? -1 : unit_at(text, i + 6);
    const bool is_pair = unit >= 0xD800 && unit < 0xDC00 && low >= 0xDC00 && low < 0xE000;
    if (is_pair) {
      append_utf8(out, 0x10000 + (static_cast<std::uint32_t>(unit - 0xD800) << 10) +
                           static_cast<std::uint32_t>(low - 0xDC00));
      i += 11;
    } else if (unit >= 0) {
      append_utf8(out, static_cast<std::uint32_t>(unit));
      i += 5;
    } else if (text[i] == '\\' && i + 1 < text.size()) {
      out += character_of(text[++i]);
    } else {
      out += text[i];
    }
  }
  return out;
}

} // namespace

bool mentions(std::string_view bytes, std::string_view id) {
  if (bytes.find(id) != bytes.npos) return true;
  return bytes.find('\\') != bytes.npos && unescaped(bytes).find(id) != std::string::npos;
}

} // namespace gateway
