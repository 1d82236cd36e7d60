#pragma once

#include "assay/schema/schema.hpp"
#include "assay/testing/source.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::testing::detail {

/// The integer one above, or below, the JSON of another one of any size.
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

/// The product of a decimal step and a small integer.
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
  case 1: return std::to_string(from.bits() >> from.below(64));
  case 2: return '-' + std::to_string(from.between(1, 1000));
  default: return std::to_string(from.below(1000));
  }
}

/// A number within the range of a double, however it may be spelled.
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
  case 2: return std::to_string(from.below(1000)) + '.' + std::to_string(from.below(1000));
  default: return std::to_string(from.below(100));
  }
}

/// A number that may be what the rules ask for, or just beyond: from near their bounds and steps,
/// or any.
inline std::string number_near(source& from, const type_schema& type, std::span<const rule> rules) {
  const bool integral = type.kind == type_kind::integer;
  const std::size_t own = integral ? 2 : 0;
  const std::size_t choice = from.below(2 * (own + rules.size()) + 2);
  const std::size_t n = choice / 2;
  std::string_view bound;
  if (n < own) bound = n == 0 ? type.minimum : type.maximum;
  else if (n - own < rules.size()) {
    const rule& r = rules[n - own];
    if (r.kind == rule_kind::multiple_of)
      return product(r.limit.text(),
                     static_cast<std::int64_t>(from.below(2000)) - (from.one_in(2) ? 1000 : 0));
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
