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

/// The options of a validator that reports all that it finds.
inline options report_all(level at) noexcept {
  options o;
  o.level = at;
  o.limits.max_violations = 1000;
  return o;
}

} // namespace detail

/// A valid event as a tree: see `valid`. Each value in it knows its part of the schema.
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
    if (codes.empty() || detail::settler(make, root).run(codes, detail::judge(validator)))
      return root;
  }
  return root;
}

/// An event that is valid at a level, as JSON on one line: a validator accepts it, and has nothing
/// to warn of.
///
/// Made from `schema_of<T>` alone: any described struct will do, and a std::variant of some that is
/// tagged inside. Members that may be absent come and go, values are from near the bounds of their
/// rules or any, and JSON's freedom is used: the order of members, escapes, null for absent,
/// numbers spelled as they may be. What rules with a function of their author's ask for
/// (`satisfies`, `check_members`, `check_object`) is found by trying; a member for which that is
/// hopeless needs `examples`. Where it stays hopeless the text is what came nearest, and is not
/// valid.
///
/// The same source gives the same text. Linear in the text for types without rules across members.
template <class T>
std::string valid(source& from, level at = level::published) {
  return to_json(valid_tree<T>(from, at));
}

} // namespace assay::testing
