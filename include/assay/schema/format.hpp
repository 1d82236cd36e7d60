// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/rfc3339.hpp"
#include "assay/identity/ulid.hpp"
#include "assay/schema/formats/base64.hpp"
#include "assay/schema/formats/dotted_name.hpp"
#include "assay/schema/formats/email.hpp"
#include "assay/schema/formats/hex.hpp"
#include "assay/schema/formats/hostname.hpp"
#include "assay/schema/formats/ip_address.hpp"
#include "assay/schema/formats/uri.hpp"
#include "assay/schema/formats/uuid.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay {

/// The formats of strings that a rule can require. `format_table` describes each of them.
enum class text_format : std::uint8_t {
  any,        ///< any string
  date_time,  ///< RFC 3339 date and time
  date,       ///< RFC 3339 date
  time,       ///< RFC 3339 time
  uuid,       ///< UUID of any version
  ulid,       ///< ULID in upper case
  uri,        ///< URI with a scheme
  email,      ///< e-mail address
  hostname,   ///< host name
  ipv4,       ///< IPv4 address
  ipv6,       ///< IPv6 address
  hex,        ///< one or more hexadecimal digits
  base64,     ///< padded base64
  dotted_name ///< names joined by dots
};

/// The description of a format. Its views live as long as the program.
struct text_format_row {
  text_format format;         ///< the format that the row describes
  std::string_view name;      ///< stable; the name of JSON Schema's `format` if it has one
  bool is_json_schema_format; ///< whether `format` of JSON Schema (2020-12, section 7.3) defines it
  std::string_view words;     ///< for messages, without an article: "RFC 3339 date-time"
  /// An ECMA-262 regular expression that matches every text that `accepts` accepts; empty if there
  /// is no short one.
  std::string_view pattern;
  /// Whether `pattern` matches no other text. The patterns for times also match second 60 in any
  /// minute.
  bool is_pattern_exact;
  std::string_view source; ///< the definition of the format: "RFC 3339, section 5.6"
  bool (*accepts)(std::string_view) noexcept; ///< linear; allocates nothing; usable at compile time
};

namespace detail {
constexpr bool is_any_text(std::string_view) noexcept { return true; }
} // namespace detail

/// The descriptions of all formats, in the order of `text_format`.
inline constexpr text_format_row format_table[] = {
    {text_format::any, "any", false, "text", "", false, "", detail::is_any_text},
    {text_format::date_time, "date-time", true, "RFC 3339 date-time",
     "^"
     "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|"
     "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|"
     "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
     "[Tt]"
     "(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?"
     "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
     "$",
     false, "RFC 3339, section 5.6", is_rfc3339},
    {text_format::date, "date", true, "RFC 3339 date",
     "^"
     "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|"
     "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|"
     "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
     "$",
     true, "RFC 3339, section 5.6", is_date},
    {text_format::time, "time", true, "RFC 3339 time",
     "^"
     "(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?"
     "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
     "$",
     false, "RFC 3339, section 5.6", is_time},
    {text_format::uuid, "uuid", true, "UUID",
     "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$", true,
     "RFC 9562, section 4", is_uuid},
    {text_format::ulid, "ulid", false, "ULID in upper case", "^[0-7][0-9A-HJKMNP-TV-Z]{25}$", true,
     "github.com/ulid/spec", is_ulid},
    {text_format::uri, "uri", true, "URI", "", false, "RFC 3986, section 3", is_uri},
    {text_format::email, "email", true, "e-mail address", "", false, "RFC 5321, section 4.1.2",
     is_email},
    {text_format::hostname, "hostname", true, "host name",
     "^(?=.{1,253}$)[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?"
     "(?:\\.[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?)*$",
     true, "RFC 1123, section 2.1", is_hostname},
    {text_format::ipv4, "ipv4", true, "IPv4 address",
     "^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}$", true,
     "RFC 3986, section 3.2.2", is_ipv4},
    {text_format::ipv6, "ipv6", true, "IPv6 address", "", false, "RFC 4291, section 2.2", is_ipv6},
    {text_format::hex, "hex", false, "hexadecimal digits", "^[0-9A-Fa-f]+$", true,
     "RFC 5234, appendix B.1", is_hex},
    {text_format::base64, "base64", false, "base64",
     "^(?:[0-9A-Za-z+/]{4})*(?:[0-9A-Za-z+/]{2}==|[0-9A-Za-z+/]{3}=)?$", true,
     "RFC 4648, section 4", is_base64},
    {text_format::dotted_name, "dotted-name", false,
     "letters, digits, '_' and '-' in parts joined by dots",
     "^[0-9A-Za-z_-]+(?:\\.[0-9A-Za-z_-]+)*$", true, "Trajectory's documentation", is_dotted_name},
};

/// The number of formats, including `any`.
inline constexpr std::size_t format_count = sizeof format_table / sizeof *format_table;

/// Returns the row of a format. Constant time.
constexpr const text_format_row& row_of(text_format f) noexcept {
  return format_table[static_cast<std::size_t>(f)];
}

/// Returns the stable name of a format: "date-time".
constexpr std::string_view name_of(text_format f) noexcept { return row_of(f).name; }

/// Returns whether the text has the format. Linear; allocates nothing.
constexpr bool has_format(text_format f, std::string_view text) noexcept {
  return row_of(f).accepts(text);
}

} // namespace assay
