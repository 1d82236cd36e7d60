// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <assay/json/json_text.hpp>
#include <assay/json/options.hpp>
#include <assay/json/parse_raw.hpp>
#include <assay/json/walk.hpp>
#include <assay/testing/json_tree.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay_samples {

// JSON readers of other languages validate values; assay validates texts. The value of a normal
// text represents it completely: there are no duplicate members, and numbers are spelled as those
// readers write them.

/// A text that stays the same when it is read and written.
struct normal_json {
  std::string text;
  bool is_big = false; ///< it has integers that JavaScript numbers cannot hold exactly
};

namespace detail {

inline constexpr double exact_integers = 9007199254740992.0; ///< 2^53

/// Returns the number as readers write it, or nothing if it is beyond the range of a double.
inline std::optional<std::string> normal_number(const std::string& text, bool& is_big) {
  const double d = assay::json_text(text).to_double().value_or(0);
  if (!std::isfinite(d)) return std::nullopt;
  if (text.find_first_of(".eE") == text.npos) {
    is_big = is_big || std::abs(d) >= exact_integers;
    return text == "-0" ? "0" : text;
  }
  char room[32];
  const bool is_integer = d == std::trunc(d) && std::abs(d) < exact_integers;
  const auto end = is_integer ? std::to_chars(room, room + sizeof room, static_cast<long long>(d))
                              : std::to_chars(room, room + sizeof room, d);
  return std::string(room, end.ptr);
}

inline bool normalize(assay::testing::json_node& node, bool& is_big) {
  using assay::json_text;
  if (node.is_scalar() && (node.text[0] == '-' || (node.text[0] >= '0' && node.text[0] <= '9'))) {
    std::optional<std::string> number = normal_number(node.text, is_big);
    if (!number) return false;
    node.text = std::move(*number);
  }
  if (node.is_object()) { // of duplicate members, readers keep the last
    assay::testing::json_node::list kept;
    std::vector<std::string> names;
    for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) {
      std::string name = json_text(child->name).to_string();
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      names.push_back(std::move(name));
      kept.push_back(std::move(*child));
    }
    std::reverse(kept.begin(), kept.end());
    node.children = std::move(kept);
  }
  return std::all_of(node.children.begin(), node.children.end(),
                     [&](assay::testing::json_node& child) { return normalize(child, is_big); });
}

} // namespace detail

/// Returns the normal text of the same value. Returns nothing if the text is not JSON that readers
/// accept, or if it has a number beyond the range of a double.
inline std::optional<normal_json> normal_json_of(std::string_view text) {
  assay::options lenient; // readers keep lone surrogates
  lenient.lone_surrogates = assay::surrogate_policy::replace;
  lenient.limits.max_depth = 100; // the limit of recursion in Python's readers is similar
  text = assay::trimmed(text);
  if (!assay::is_valid_json(text, lenient)) return std::nullopt;
  assay::testing::json_node tree = assay::testing::parse_tree(text);
  normal_json out;
  if (!detail::normalize(tree, out.is_big)) return std::nullopt;
  out.text = to_json(tree);
  return out;
}

} // namespace assay_samples
