// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/json_text.hpp"
#include "assay/schema/schema.hpp"
#include "assay/testing/source.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace assay::testing::detail {

/// Returns the JSON of an integer plus or minus one, of any size.
inline std::string stepped(std::string_view integer, bool up) {
  const bool negative = integer.starts_with('-');
  std::string digits(integer.substr(negative));
  const bool grows = up != negative;
  if (!grows && digits == "0") return "-1";
  std::size_t i = digits.size();
  while (i != 0 && digits[i - 1] == (grows ? '9' : '0')) digits[--i] = grows ? '0' : '9';
  if (i != 0) digits[i - 1] = static_cast<char>(digits[i - 1] + (grows ? 1 : -1));
  else if (grows) digits.insert(0, 1, '1');
  if (digits.size() > 1 && digits.front() == '0') digits.erase(0, 1);
  return (negative && digits != "0" ? "-" : "") + digits;
}

/// Returns the product of a decimal step and a small integer.
inline std::string product(std::string_view step, std::int64_t factor) {
  std::string digits, exponent;
  std::int64_t point = 0;
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] == 'e' || step[i] == 'E') {
      exponent = step.substr(i + 1 + (step[i + 1] == '+'));
      break;
    }
    if (step[i] == '.') {
      point = 1;
      continue;
    }
    digits += step[i];
    if (point != 0) ++point;
  }
  std::int64_t mantissa = 0, shift = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), mantissa);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), shift);
  shift -= point == 0 ? 0 : point - 1;
  const std::int64_t most = std::numeric_limits<std::int64_t>::max() / 2;
  if (mantissa != 0 && std::abs(factor) > most / mantissa) factor = 1;
  std::string out = std::to_string(mantissa * factor);
  if (shift == 0 || out == "0") return out;
  if (shift > 0 && shift < 18) return out.append(static_cast<std::size_t>(shift), '0');
  return out + 'e' + std::to_string(shift);
}

inline std::string any_integer(source& from) {
  static constexpr std::string_view odd[] = {"0",
                                             "1",
                                             "-1",
                                             "127",
                                             "128",
                                             "255",
                                             "256",
                                             "-128",
                                             "-129",
                                             "32767",
                                             "65535",
                                             "65536",
                                             "2147483647",
                                             "2147483648",
                                             "-2147483648",
                                             "4294967295",
                                             "4294967296",
                                             "9007199254740991",
                                             "9007199254740993",
                                             "9223372036854775807",
                                             "9223372036854775808",
                                             "-9223372036854775808",
                                             "18446744073709551615",
                                             "-0",
                                             "10",
                                             "1700000000000"};
  switch (from.below(4)) {
  case 0: return std::string(from.pick(odd));
  case 1: {
    const std::uint64_t n = from.bits();
    return std::to_string(n >> from.below(64));
  }
  case 2: return '-' + std::to_string(from.between(1, 1000));
  default: return std::to_string(from.below(1000));
  }
}

/// Returns a number within the range of a double, in any spelling.
inline std::string any_number(source& from) {
  static constexpr std::string_view odd[] = {
      "0.1",
      "1.0",
      "-0.0",
      "1e2",
      "1E+2",
      "25e-1",
      "0.5",
      "5e-324",
      "1.7976931348623157e308",
      "-1.7976931348623157e308",
      "2.2250738585072014e-308",
      "3.4028234663852886e38",
      "9007199254740993",
      "0.30000000000000004",
      "123456789012345678901234567890",
      "1e-400",
      "0.1000000000000000055511151231257827021181583404541015625",
      "100000000000000000000000000000000000000e-38"};
  switch (from.below(4)) {
  case 0: return std::string(from.pick(odd));
  case 1: return any_integer(from);
  case 2: {
    const std::string whole = std::to_string(from.below(1000));
    return whole + '.' + std::to_string(from.below(1000));
  }
  default: return std::to_string(from.below(100));
  }
}

/// Returns the double nearest to a bound, or `otherwise` if there is none.
inline double nearest_to(std::string_view bound, double otherwise) {
  return bound.empty() ? otherwise : json_text(bound).to_double().value_or(otherwise);
}

/// Returns a number within, or close to, the bounds of a type and of rules.
inline std::string number_between(source& from, const type_schema& type,
                                  std::span<const rule> rules) {
  double low = nearest_to(type.minimum, -1000), high = nearest_to(type.maximum, 1000);
  std::string_view step;
  for (const rule& r : rules) {
    const double bound = nearest_to(r.limit.text(), 0);
    if (r.kind == rule_kind::minimum || r.kind == rule_kind::exclusive_minimum)
      low = std::max(low, bound);
    if (r.kind == rule_kind::maximum || r.kind == rule_kind::exclusive_maximum)
      high = std::min(high, bound);
    if (r.kind == rule_kind::multiple_of) step = r.limit.text();
  }
  if (low > high) std::swap(low, high);
  constexpr std::size_t parts = 1024;
  double n = low + (high - low) * static_cast<double>(from.below(parts + 1)) / parts;
  constexpr double exact = 9e15;
  if (!step.empty()) {
    n = std::floor(n / nearest_to(step, 1));
    return std::abs(n) < exact ? product(step, static_cast<std::int64_t>(n) +
                                                   static_cast<std::int64_t>(from.below(2)))
                               : "0";
  }
  if (type.kind == type_kind::integer) {
    n = std::floor(n);
    if (std::abs(n) < exact) return std::to_string(static_cast<std::int64_t>(n));
    return std::string(from.one_in(2) ? type.minimum : type.maximum);
  }
  char room[32];
  return {room, std::to_chars(room, room + sizeof room, n).ptr};
}

/// Returns a number that may satisfy the rules, or just break them: close to their bounds and
/// steps, or any.
inline std::string number_near(source& from, const type_schema& type, std::span<const rule> rules) {
  const bool integral = type.kind == type_kind::integer;
  const std::size_t own = integral ? 2 : 0;
  const std::size_t choice = from.below(2 * (own + rules.size()) + 2);
  const std::size_t n = choice / 2;
  std::string_view bound;
  if (n < own) bound = n == 0 ? type.minimum : type.maximum;
  else if (n - own < rules.size()) {
    const rule& r = rules[n - own];
    if (from.one_in(3)) return number_between(from, type, rules);
    if (r.kind == rule_kind::multiple_of) {
      const auto factor = static_cast<std::int64_t>(from.below(2000));
      return product(r.limit.text(), from.one_in(2) ? factor - 1000 : factor);
    }
    bound = r.limit.text();
  }
  if (bound.empty()) return integral || from.one_in(3) ? any_integer(from) : any_number(from);
  const bool is_integer = bound.find_first_of(".eE") == bound.npos;
  switch (from.below(3)) {
  case 0: return std::string(bound);
  case 1: return is_integer ? stepped(bound, true) : std::string(bound);
  default:
    return is_integer ? stepped(bound, false) : '-' + std::string(bound.substr(bound[0] == '-'));
  }
}

} // namespace assay::testing::detail
