// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "json_fault.hpp"
#include "json_parsers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

// The differences that are allowed between a parser and assay. RFC 8259 leaves all of them to
// parsers: limits, the range of numbers, and lone surrogates.

namespace assay_test {

/// Returns whether an integer exceeds 64 bits, or another number exceeds the range of double.
inline bool is_number_beyond_common_types(std::string_view number) {
  const char* const end = number.data() + number.size();
  if (number.find_first_of(".eE") == number.npos) {
    std::int64_t negative = 0;
    std::uint64_t positive = 0;
    const std::errc error = number.starts_with('-')
                                ? std::from_chars(number.data(), end, negative).ec
                                : std::from_chars(number.data(), end, positive).ec;
    return error == std::errc::result_out_of_range;
  }
  return std::isinf(std::strtod(std::string(number).c_str(), nullptr));
}

/// Returns whether the text has such a number outside of its strings.
inline bool has_number_beyond_common_types(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) i += text[i] == '\\';
    } else if (text[i] == '-' || (text[i] >= '0' && text[i] <= '9')) {
      const std::size_t end = std::min(text.find_first_not_of("+-.0123456789eE", i), text.size());
      if (is_number_beyond_common_types(text.substr(i, end - i))) return true;
      i = end - 1;
    }
  }
  return false;
}

/// The text, the fault that assay finds, and the parser's verdict.
struct difference {
  std::string_view text;
  std::optional<json_fault> fault;
  opinion other;

  bool assay_says(assay::code c) const { return fault && fault->code == c; }
};

/// A row of the table of differences.
struct known_difference {
  std::string_view parser; ///< empty: any of them
  std::string_view what;
  bool (*explains)(const difference&);
};

inline constexpr known_difference known_differences[] = {
    {"", "assay limits nesting, to 1024 by default; the parsers have other limits",
     [](const difference& d) { return d.assay_says(assay::code::depth_exceeded); }},
    {"Boost.JSON", "it rejects exponents that do not fit into an int",
     [](const difference& d) { return !d.fault && d.other.why == "exponent overflow"; }},
    {"simdjson", "it rejects integers beyond 64 bits and numbers beyond the range of double",
     [](const difference& d) {
       return !d.fault && !d.other.takes && has_number_beyond_common_types(d.text);
     }},
    {"RapidJSON", "it rejects numbers beyond the range of double, and some close to its limits",
     [](const difference& d) {
       return !d.fault && d.other.why == "Number too big to be stored in double.";
     }},
    {"RapidJSON", "it accepts the second half of a surrogate pair without the first",
     [](const difference& d) {
       constexpr std::string_view low = "cdefCDEF";
       return d.assay_says(assay::code::lone_surrogate) && d.other.takes &&
              low.find(d.text[d.fault->offset + 3]) != low.npos;
     }},
};

/// Returns the row that explains a difference, or nothing.
inline const known_difference* explanation_of(std::string_view parser, const difference& d) {
  for (const known_difference& row : known_differences)
    if ((row.parser.empty() || row.parser == parser) && row.explains(d)) return &row;
  return nullptr;
}

} // namespace assay_test
