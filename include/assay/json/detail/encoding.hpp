#pragma once

#include <string_view>

namespace assay::detail {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// What bytes that are no JSON in UTF-8 are instead, told from the first of them, with what to do about it; empty when they do not tell.
inline std::string_view foreign_encoding(std::string_view text) noexcept {
  using namespace std::string_view_literals;
  struct format {
    std::string_view first_bytes;
    std::string_view name;
  };
  static constexpr format formats[] = {
      {"\xFF\xFE"sv, "UTF-16 or UTF-32: convert it first"},       {"\xFE\xFF"sv, "UTF-16 or UTF-32: convert it first"},
      {"\x1F\x8B"sv, "gzip data: decompress it first"},           {"\x28\xB5\x2F\xFD"sv, "zstd data: decompress it first"},
      {"\x78\x01"sv, "zlib data (deflate): decompress it first"}, {"\x78\x9C"sv, "zlib data (deflate): decompress it first"},
      {"\x78\xDA"sv, "zlib data (deflate): decompress it first"}, {"\x04\x22\x4D\x18"sv, "LZ4 data: decompress it first"},
      {"\xFD\x37zXZ\0"sv, "xz data: decompress it first"},        {"BZh91AY&SY"sv, "bzip2 data: decompress it first"},
      {"PK\x03\x04"sv, "a zip archive: unpack it first"},
  };
  for (const format& f : formats)
    if (text.starts_with(f.first_bytes)) return f.name;
  return text.substr(0, 2).find('\0') != text.npos ? formats[0].name : std::string_view();
}

} // namespace assay::detail
