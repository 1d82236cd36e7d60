// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/path.hpp"
#include "assay/json/encoding.hpp"
#include "assay/json/escapes.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/options.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/json/walk.hpp"
#include "assay/schema/decimal.hpp"
#include "assay/testing/json_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace assay::testing {

/// The first difference between two JSON values.
struct json_difference {
  std::string path{};      ///< RFC 6901 JSON Pointer; empty: the whole text
  std::string_view what{}; ///< how they differ, without values: "another number"
  /// Compares both members.
  friend bool operator==(const json_difference&, const json_difference&) = default;
};

/// When two numbers are equal.
enum class same_numbers : std::uint8_t {
  exact,  ///< their decimals are equal: 9007199254740993 differs from 9007199254740992
  nearest ///< their nearest doubles are equal, as for members of type double
};

namespace detail {

/// A member with its unescaped name.
struct named_member {
  std::string name;
  const json_node* value;
};

/// Returns the members sorted by name. Members of the same name keep their order.
inline std::vector<named_member> sorted_members(const json_node& object) {
  std::vector<named_member> out;
  for (const json_node& child : object.children) {
    out.push_back({{}, &child});
    unescape(std::string_view(child.name).substr(1, child.name.size() - 2), out.back().name);
  }
  std::sort(out.begin(), out.end(), [](const named_member& a, const named_member& b) {
    return std::tie(a.name, a.value) < std::tie(b.name, b.value);
  });
  return out;
}

inline std::optional<json_difference> difference_of(const json_node& a, const json_node& b,
                                                    const std::string& path, same_numbers how);

inline std::optional<json_difference> member_difference(const json_node& a, const json_node& b,
                                                        const std::string& path, same_numbers how) {
  const std::vector<named_member> first = sorted_members(a), second = sorted_members(b);
  const auto path_of = [&](const named_member& m) {
    std::string out = path;
    append_member(out, m.name);
    return out;
  };
  for (std::size_t i = 0, j = 0; i < first.size() || j < second.size(); ++i, ++j) {
    if (j == second.size() || (i < first.size() && first[i].name < second[j].name))
      return json_difference{path_of(first[i]), "missing member"};
    if (i == first.size() || second[j].name < first[i].name)
      return json_difference{path_of(second[j]), "extra member"};
    if (auto found = difference_of(*first[i].value, *second[j].value, path_of(first[i]), how))
      return found;
  }
  return std::nullopt;
}

inline std::optional<json_difference> element_difference(const json_node& a, const json_node& b,
                                                         const std::string& path,
                                                         same_numbers how) {
  for (std::size_t i = 0; i < std::min(a.children.size(), b.children.size()); ++i) {
    std::string at = path;
    append_index(at, i);
    if (auto found = difference_of(a.children[i], b.children[i], at, how)) return found;
  }
  if (a.children.size() == b.children.size()) return std::nullopt;
  return json_difference{path, a.children.size() > b.children.size() ? "fewer elements"
                                                                     : "more elements"};
}

inline bool are_same_numbers(std::string_view a, std::string_view b, same_numbers how) {
  if (how == same_numbers::exact || compare_decimals(a, b) == 0) return compare_decimals(a, b) == 0;
  return *json_text(a).to_double() - *json_text(b).to_double() == 0; // false if both are infinite
}

inline std::optional<json_difference> difference_of(const json_node& a, const json_node& b,
                                                    const std::string& path, same_numbers how) {
  const auto kind_in = [](const json_node& n) {
    return n.is_object() ? kind::object : n.is_array() ? kind::array : kind_of(n.text.front());
  };
  if (kind_in(a) != kind_in(b)) return json_difference{path, "a value of another type"};
  switch (kind_in(a)) {
  case kind::object: return member_difference(a, b, path, how);
  case kind::array: return element_difference(a, b, path, how);
  case kind::number:
    if (are_same_numbers(a.text, b.text, how)) return std::nullopt;
    return json_difference{path, "another number"};
  case kind::string: {
    std::string first, second;
    unescape(std::string_view(a.text).substr(1, a.text.size() - 2), first);
    unescape(std::string_view(b.text).substr(1, b.text.size() - 2), second);
    if (first == second) return std::nullopt;
    return json_difference{path, "another string"};
  }
  default:
    if (a.text == b.text) return std::nullopt;
    return json_difference{path, "another boolean"};
  }
}

/// Returns whether the text is JSON that `parse_tree` can read. Lone surrogates are allowed.
inline bool has_tree(std::string_view text) {
  assay::options o;
  o.lone_surrogates = surrogate_policy::replace;
  return is_valid_json(text, o);
}

} // namespace detail

/// Returns the first place at which two texts differ as JSON values, or nothing.
///
/// 1.0 equals 1; `how` defines when other numbers are equal. The order of members and the spelling
/// of strings do not matter. Members of the same name are compared in their order. A text that is
/// not one JSON value, nested at most 1024 deep, is reported as "not JSON". A byte order mark and
/// white space around the value are allowed.
///
/// Takes n log n time for texts of n bytes, times their depth; allocates.
inline std::optional<json_difference> find_difference(std::string_view a, std::string_view b,
                                                      same_numbers how = same_numbers::exact) {
  for (std::string_view* const text : {&a, &b}) {
    if (text->starts_with(byte_order_mark)) text->remove_prefix(byte_order_mark.size());
    *text = trimmed(*text);
    if (!detail::has_tree(*text)) return json_difference{{}, "not JSON"};
  }
  return detail::difference_of(parse_tree(a), parse_tree(b), {}, how);
}

} // namespace assay::testing
