// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/testing/detail/fault_planter.hpp"
#include "assay/testing/sample.hpp"
#include "assay/testing/valid.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace assay::testing {
namespace detail {

/// Returns whether the fault at `path` breaks no rule of the members around it: their predicates
/// and `unique_elements` check it, too.
inline bool breaks_no_rule_around(const generator& make, const json_node& node,
                                  std::string_view path) {
  if (path.empty()) return true; // its own rules reported it
  if (node.member != nullptr) {
    if (!make.keeps_predicates(*node.member, node)) return false;
    if (node.is_array() && path.find('/', 1) != path.npos &&
        make.counts_of(*node.type, node.member).unique)
      for (std::size_t i = 0; i < node.children.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
          if (generator::are_equal(node.children[i], node.children[j])) return false;
  }
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    std::string name;
    if (node.is_array()) append_index(name, i);
    else append_member(name, json_text(node.children[i].name).to_string());
    if (!path.starts_with(name) || (path.size() != name.size() && path[name.size()] != '/'))
      continue;
    return breaks_no_rule_around(make, node.children[i], path.substr(name.size()));
  }
  return true;
}

/// Plants a fault into a copy of the tree. Returns nothing unless exactly this fault is reported.
inline std::optional<expected_violation> plant_alone(generator& make, json_node& root,
                                                     fault_kind kind, const across_codes& codes,
                                                     checker ask) {
  fault_planter planter(make, root);
  std::optional<expected_violation> expected = planter.plant(kind, codes, ask);
  if (!expected || !breaks_no_rule_around(make, root, expected->path)) return std::nullopt;
  if (codes.empty() || kind == fault_kind::across_members) return expected;
  // A rule across members may also report the change, which would be a second fault.
  for (const violation& v : ask(to_json(root)).violations())
    if (codes.contains(v.code) && !matches(*expected, v)) return std::nullopt;
  return expected;
}

} // namespace detail

/// Returns an event with exactly one violation at a level, and that violation: its code, path and
/// severity.
///
/// It is a valid event with one fault: a member that is missing, duplicate, null, of another type,
/// beyond a bound by one, or that disagrees with another one. The expected violation is known from
/// the schema. If it is a warning, the event is accepted. For a type without members no fault is
/// possible; the sample is then valid.
///
/// The same source gives the same sample. The cost is that of `valid`, plus a check if T has rules
/// across members.
template <class T>
sample almost_valid(source& from, level at = level::published) {
  constexpr std::size_t any = 30, tries = any + 3 * detail::fault_kind_count;
  const detail::across_codes codes(schema_of_type<T>(), at);
  validator<T> validator(detail::report_all(at));
  const json_node valid = valid_tree<T>(from, at);
  for (std::size_t i = 0; i < tries; ++i) {
    json_node root = valid;
    detail::generator make(from, at);
    // Random first, so that all kinds are equally likely; then each kind in turn.
    const std::size_t chosen = i < any ? from.below(detail::fault_kind_count) : i;
    const auto kind = static_cast<detail::fault_kind>(chosen % detail::fault_kind_count);
    auto expected = detail::plant_alone(make, root, kind, codes, detail::checker(validator));
    if (!expected) continue;
    const bool accepted = expected->severity == severity::warning;
    return {to_json(root), accepted, std::move(expected), detail::reason_of(kind)};
  }
  return {to_json(valid), true, std::nullopt, "nothing could be made wrong"};
}

} // namespace assay::testing
