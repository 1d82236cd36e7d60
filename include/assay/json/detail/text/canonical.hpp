// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/escapes.hpp"
#include "assay/json/walk.hpp"
#include "assay/schema/decimal.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::detail {

// The canonical form of a JSON value is the same for equal values: it has no white space, decoded
// strings, and numbers by their value. The order of members is significant.

/// Appends the sum of an exponent and `place`. The exponent may have any number of digits, without
/// leading zeros; `place` is nearer to zero.
inline void append_sum(std::string& out, bool negative, std::string_view exponent,
                       std::int64_t place) {
  if (negative) out += '-';
  const std::size_t first = out.size();
  out.append("0").append(exponent);
  std::int64_t carry = negative ? -place : place;
  for (std::size_t i = out.size(); carry != 0 && i-- != first;) {
    const std::int64_t sum = out[i] - '0' + carry;
    carry = (sum < 0 ? sum - 9 : sum) / 10;
    out[i] = static_cast<char>('0' + (sum - carry * 10));
  }
  out.erase(first, out.find_first_not_of('0', first) - first);
}

/// Appends a number so that equal values have equal texts.
inline void append_canonical_number(std::string& out, std::string_view number) {
  const decimal_parts parts = decimal_parts_of(number);
  if (parts.digits.empty()) return void(out += '0');
  constexpr std::size_t max_exact = 15;
  std::string_view exponent = parts.exponent;
  exponent.remove_prefix(std::min(exponent.find_first_not_of('0'), exponent.size()));
  if (parts.negative) out += '-';
  for (const char c : parts.digits)
    if (c != '.') out += c;
  out += 'e';
  if (exponent.size() <= max_exact) {
    std::int64_t written = 0;
    for (const char c : exponent) written = written * 10 + (c - '0');
    out += std::to_string(parts.first_place + (parts.exponent_negative ? -written : written));
  } else {
    append_sum(out, parts.exponent_negative, exponent, parts.first_place);
  }
}

/// Appends a string's characters after their count, so that no text can end early.
inline void append_canonical_string(std::string& out, std::string_view between_quotes) {
  std::string characters;
  unescape(between_quotes, characters);
  out.append("\"").append(std::to_string(characters.size())).append(":").append(characters);
}

/// Appends the canonical form of a value. Linear, without recursion. Precondition: it is valid
/// JSON.
inline void append_canonical(std::string& out, std::string_view json) {
  for (std::size_t i = 0; i < json.size();) {
    const char c = json[i];
    if (c == '"') {
      const std::size_t end = after_string(json, i);
      append_canonical_string(out, json.substr(i + 1, end - i - 2));
      i = end;
    } else if (c == '-' || is_digit(c)) {
      const std::size_t end = std::min(json.find_first_not_of("0123456789+-.eE", i), json.size());
      append_canonical_number(out, json.substr(i, end - i));
      i = end;
    } else {
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') out += c;
      ++i;
    }
  }
}

} // namespace assay::detail
