// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace assay {

/// The byte order mark, U+FEFF, that some programs write before UTF-8 text. It is not part of JSON;
/// readers skip it at the start of a text.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Returns the name of the encoding or format of bytes that are not UTF-8, such as "gzip data".
/// Looks at their first bytes; empty if these are not enough. Names of character encodings begin
/// with "UTF".
///
/// Precondition: the text is not JSON in UTF-8. Constant time; the result is valid as long as the
/// program runs.
constexpr std::string_view foreign_encoding(std::string_view text) noexcept {
  using namespace std::string_view_literals;
  struct signature {
    std::string_view first_bytes, name;
  };
  constexpr signature signatures[] = {
      {"\x1F\x8B"sv, "gzip data"},        {"\x28\xB5\x2F\xFD"sv, "zstd data"},
      {"\xFD\x37zXZ\0"sv, "xz data"},     {"BZh91AY&SY"sv, "bzip2 data"},
      {"\x04\x22\x4D\x18"sv, "LZ4 data"}, {"\x78\x9C"sv, "zlib data"},
      {"\x78\xDA"sv, "zlib data"},        {"PK\x03\x04"sv, "a zip archive"},
      {"\xFF\xFE\0\0"sv, "UTF-32LE"}, // before UTF-16LE, whose byte order mark is its beginning
      {"\xFF\xFE"sv, "UTF-16LE"},         {"\xFE\xFF"sv, "UTF-16BE"},
      {"\0\0\xFE\xFF"sv, "UTF-32BE"},
  };
  for (const signature& s : signatures)
    if (text.starts_with(s.first_bytes)) return s.name;
  // JSON begins with ASCII characters, so the NULs around them show the size of characters and the
  // order of their bytes. Other NULs, such as those in a log that was cut short while it was
  // written, show no encoding. White space is ignored because its remaining bytes may have been cut
  // off.
  const auto is_null = [text](std::size_t i) { return i < text.size() && text[i] == '\0'; };
  const auto is_visible = [text](std::size_t i) { return i < text.size() && text[i] > ' '; };
  if (is_null(0) && is_null(1) && is_null(2) && is_visible(3)) return "UTF-32BE";
  if (is_null(0) && is_visible(1) && is_null(2)) return "UTF-16BE";
  if (is_visible(0) && is_null(1) && is_null(2) && is_null(3)) return "UTF-32LE";
  if (is_visible(0) && is_null(1) && !is_null(2)) return "UTF-16LE";
  return {};
}

} // namespace assay
