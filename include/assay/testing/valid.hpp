// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/validator.hpp"
#include "assay/schema/schema_of.hpp"
#include "assay/testing/detail/generator.hpp"
#include "assay/testing/detail/settle.hpp"
#include "assay/testing/json_tree.hpp"
#include "assay/testing/source.hpp"

#include <string>
#include <string_view>

namespace assay::testing {
namespace detail {

/// Returns options that report all violations.
inline options report_all(level at) noexcept {
  options o;
  o.level = at;
  o.limits.max_violations = 1000;
  return o;
}

} // namespace detail

/// Returns a valid event as a tree; see `valid`. Each value refers to its part of the schema.
template <class T>
json_node valid_tree(source& from, level at = level::published) {
  const type_schema& type = schema_of_type<T>();
  const detail::across_codes codes(type, at);
  validator<T> validator(detail::report_all(at));
  json_node root;
  constexpr unsigned whole = 0, least = detail::generator::max_depth;
  for (const unsigned depth : {whole, whole, whole, least, least, least}) {
    detail::generator make(from, at);
    root = make.value(type, nullptr, depth);
    if (make.unsatisfied() != 0) continue;
    if (codes.empty() || detail::settler(make, root).run(codes, detail::checker(validator)))
      return root;
  }
  return root;
}

/// Returns an event that is valid at a level, as JSON on one line. A validator accepts it without
/// warnings.
///
/// It is made from `schema_of<T>`. T is any described struct, or a std::variant whose alternatives
/// hold their tags. Optional members may be missing. Values are random or close to the bounds of
/// their rules. The order of members, escapes, the spelling of numbers, and null for missing
/// members vary.
///
/// Values for rules with a predicate (`satisfies`, `check_members`, `check_object`) are found by
/// trial. A member whose rule is hard to satisfy needs `examples`. If no value is found, the
/// closest attempt is returned, which is not valid.
///
/// The same source gives the same text. Linear in the text for types without rules across members.
template <class T>
std::string valid(source& from, level at = level::published) {
  return to_json(valid_tree<T>(from, at));
}

} // namespace assay::testing
