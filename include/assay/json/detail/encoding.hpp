#pragma once

#include <string_view>

namespace assay::detail {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// What bytes are that are not text in UTF-8, "gzip data", told from the first of them; empty when they do not tell. The names of encodings
/// begin with UTF. Precondition: the text is not JSON in UTF-8.
constexpr std::string_view foreign_encoding(std::string_view text) noexcept {
  using namespace std::string_view_literals;
  struct signature {
    std::string_view first_bytes, name;
  };
  constexpr signature signatures[] = {
      {"\x1F\x8B"sv, "gzip data"},    {"\x28\xB5\x2F\xFD"sv, "zstd data"}, {"\xFD\x37zXZ\0"sv, "xz data"},
      {"BZh91AY&SY"sv, "bzip2 data"}, {"\x04\x22\x4D\x18"sv, "LZ4 data"},  {"\x78\x01"sv, "zlib data"},
      {"\x78\x9C"sv, "zlib data"},    {"\x78\xDA"sv, "zlib data"},         {"PK\x03\x04"sv, "a zip archive"},
      {"\xFF\xFE\0\0"sv, "UTF-32LE"}, // before UTF-16's byte order mark, which is its beginning
      {"\xFF\xFE"sv, "UTF-16LE"},     {"\xFE\xFF"sv, "UTF-16BE"},
  };
  for (const signature& s : signatures)
    if (text.starts_with(s.first_bytes)) return s.name;
  // JSON begins with a character of ASCII, so the NULs around it tell the size of characters and the order of their bytes.
  if (text.starts_with("\0\0"sv)) return "UTF-32BE";
  if (text.starts_with('\0')) return "UTF-16BE";
  if (text.substr(0, 4).ends_with("\0\0\0"sv)) return "UTF-32LE";
  if (text.substr(0, 2).ends_with('\0')) return "UTF-16LE";
  return {};
}

} // namespace assay::detail
