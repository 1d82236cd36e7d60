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

// Where a parser may say of a text what assay does not. All of it is in what RFC 8259 leaves to
// parsers: limits, the range of numbers, and halves of surrogate pairs.

namespace assay_test {

/// Whether an integer is beyond 64 bits, or another number beyond a double.
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

/// Whether one of the numbers outside of the text's strings is.
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

/// What is asked about: the text, what assay finds wrong with it, and what the parser says.
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
    {"", "assay has a limit to nesting, 1024 by itself; the parsers have others",
     [](const difference& d) { return d.assay_says(assay::code::depth_exceeded); }},
    {"Boost.JSON", "it refuses exponents that an int cannot hold",
     [](const difference& d) { return !d.fault && d.other.why == "exponent overflow"; }},
    {"simdjson", "it refuses integers beyond 64 bits and numbers beyond a double",
     [](const difference& d) {
       return !d.fault && !d.other.takes && has_number_beyond_common_types(d.text);
     }},
    {"RapidJSON", "it refuses numbers beyond a double, and some that it takes for such",
     [](const difference& d) {
       return !d.fault && d.other.why == "Number too big to be stored in double.";
     }},
    {"RapidJSON", "it takes the second half of a surrogate pair without the first",
     [](const difference& d) {
       constexpr std::string_view low = "cdefCDEF";
       return d.assay_says(assay::code::lone_surrogate) && d.other.takes &&
              low.find(d.text[d.fault->offset + 3]) != low.npos;
     }},
};

/// The row that explains a difference; nothing when there is none.
inline const known_difference* explanation_of(std::string_view parser, const difference& d) {
  for (const known_difference& row : known_differences)
    if ((row.parser.empty() || row.parser == parser) && row.explains(d)) return &row;
  return nullptr;
}

} // namespace assay_test
