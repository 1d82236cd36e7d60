// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/json/value.hpp>

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

namespace assay::detail {

/// Compares a double with an integer exactly, without conversions that lose digits.
template <class Integer>
std::strong_ordering order_of_double(double d, Integer n) noexcept {
  constexpr double beyond = 18446744073709551616.0, below = -9223372036854775808.0;
  if (std::isnan(d) || d >= beyond) return std::strong_ordering::greater;
  if (d < below) return std::strong_ordering::less;
  const double whole = std::floor(d);
  std::strong_ordering order = std::strong_ordering::equal;
  if (whole < 0)
    order = n >= 0 ? std::strong_ordering::less
                   : static_cast<std::int64_t>(whole) <=> static_cast<std::int64_t>(n);
  else if (n < 0) order = std::strong_ordering::greater;
  else order = static_cast<std::uint64_t>(whole) <=> static_cast<std::uint64_t>(n);
  return order == 0 && d > whole ? std::strong_ordering::greater : order;
}

inline std::strong_ordering reversed(std::strong_ordering o) noexcept { return 0 <=> o; }

/// Compares the values of two numbers, as far as Boost.JSON holds them: 1 equals 1.0.
inline std::strong_ordering number_order(const boost::json::value& a,
                                         const boost::json::value& b) noexcept {
  if (a.is_double() && b.is_double()) {
    const double x = a.get_double(), y = b.get_double();
    return x < y   ? std::strong_ordering::less
           : x > y ? std::strong_ordering::greater
                   : std::strong_ordering::equal;
  }
  if (a.is_double())
    return b.is_int64() ? order_of_double(a.get_double(), b.get_int64())
                        : order_of_double(a.get_double(), b.get_uint64());
  if (b.is_double()) return reversed(number_order(b, a));
  if (a.is_int64() && b.is_int64()) return a.get_int64() <=> b.get_int64();
  if (a.is_uint64() && b.is_uint64()) return a.get_uint64() <=> b.get_uint64();
  if (a.is_uint64()) return reversed(number_order(b, a));
  return a.get_int64() < 0 ? std::strong_ordering::less
                           : static_cast<std::uint64_t>(a.get_int64()) <=> b.get_uint64();
}

inline std::strong_ordering text_order(std::string_view a, std::string_view b) noexcept {
  return a.compare(b) <=> 0;
}

inline std::strong_ordering json_order(const boost::json::value& a, const boost::json::value& b);

inline std::strong_ordering object_order(const boost::json::object& a,
                                         const boost::json::object& b) {
  if (a.size() != b.size()) return a.size() <=> b.size();
  const auto sorted = [](const boost::json::object& o) {
    std::vector<const boost::json::key_value_pair*> members;
    for (const auto& m : o) members.push_back(&m);
    std::sort(members.begin(), members.end(), [](const auto* x, const auto* y) {
      return std::string_view(x->key()) < std::string_view(y->key());
    });
    return members;
  };
  const auto x = sorted(a), y = sorted(b);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (const auto order = text_order(x[i]->key(), y[i]->key()); order != 0) return order;
    if (const auto order = json_order(x[i]->value(), y[i]->value()); order != 0) return order;
  }
  return std::strong_ordering::equal;
}

/// Compares any two JSON values. Values are equal if JSON Schema considers them equal: numbers by
/// value, objects in any order of members.
///
/// n log n. Recursive: the caller limits the depth.
inline std::strong_ordering json_order(const boost::json::value& a, const boost::json::value& b) {
  if (a.is_number() && b.is_number()) return number_order(a, b);
  const auto rank = [](const boost::json::value& v) {
    return v.is_number() ? boost::json::kind::int64 : v.kind();
  };
  if (rank(a) != rank(b)) return rank(a) <=> rank(b);
  if (a.is_bool()) return a.get_bool() <=> b.get_bool();
  if (a.is_string()) return text_order(a.get_string(), b.get_string());
  if (a.is_object()) return object_order(a.get_object(), b.get_object());
  if (!a.is_array()) return std::strong_ordering::equal;
  const auto &x = a.get_array(), &y = b.get_array();
  if (x.size() != y.size()) return x.size() <=> y.size();
  for (std::size_t i = 0; i < x.size(); ++i)
    if (const auto order = json_order(x[i], y[i]); order != 0) return order;
  return std::strong_ordering::equal;
}

/// Returns whether two values are equal in the sense of JSON Schema.
inline bool same_json(const boost::json::value& a, const boost::json::value& b) {
  return json_order(a, b) == 0;
}

} // namespace assay::detail
