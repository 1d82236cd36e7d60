// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/schema_of.hpp"
#include "assay/testing/hostile_kinds.hpp"
#include "assay/testing/json_tree.hpp"
#include "assay/testing/sample.hpp"
#include "assay/testing/source.hpp"
#include "assay/testing/valid.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

namespace assay::testing {

/// Makes a hostile sample of that kind from an event. Returns nothing if the event has no place for
/// it, such as a number.
///
/// Preconditions: a validator with these options accepts the event without warnings, and its
/// reports hold at least one violation. Linear in the event times its depth.
inline std::optional<sample> make_hostile(const hostile_kind& kind, const json_node& event,
                                          const type_schema& type, source& from, const options& o) {
  detail::hostile_maker m(event, type, from, o);
  if (!kind.make(m)) return std::nullopt;
  // The sample must not exceed another limit first.
  limits rest = o.limits;
  if (kind.code == code::document_too_large) rest.max_document_bytes = m.out.text.size();
  if (kind.code == code::string_too_long) rest.max_string_bytes = m.out.text.size();
  if (!detail::keeps_to_limits(m.out.text, rest)) return std::nullopt;
  m.out.reason = kind.reason;
  return std::move(m.out);
}

namespace detail {

/// Returns a hostile sample of a random kind that the event has a place for.
inline sample any_hostile(const json_node& event, const type_schema& type, source& from,
                          const options& o) {
  const std::span<const hostile_kind> kinds = hostile_kinds();
  const std::size_t first = from.below(kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (auto made = make_hostile(kinds[(first + i) % kinds.size()], event, type, from, o))
      return *std::move(made);
  return {}; // unreachable: any text can be truncated
}

} // namespace detail

/// Returns a valid event of T within the limits of the options, if the simplest event of T is
/// within them.
template <class T>
json_node valid_tree_within(source& from, const options& o) {
  for (int tries = 0; tries < 8; ++tries) {
    json_node tree = valid_tree<T>(from, o.level);
    if (detail::is_within(detail::text_map(tree, schema_of_type<T>()), o)) return tree;
  }
  source simplest{std::span<const std::uint8_t>()};
  return valid_tree<T>(simplest, o.level);
}

/// Returns a valid event of T with one hostile change, and the verdict that a validator with these
/// options must give. Most of these texts are rejected with one violation. Some only look wrong and
/// must be accepted. `hostile_kinds` lists all changes.
///
/// T is a described struct or a tagged std::variant. The limits must allow the simplest event of T,
/// and reports must hold at least one violation. Limits of event size, string size and member count
/// are exceeded only if they are at most one megabyte. The text is a single line, except for the
/// kind that adds line breaks between tokens.
template <class T>
sample hostile(source& from, const options& o = {}) {
  const json_node event = valid_tree_within<T>(from, o);
  return detail::any_hostile(event, schema_of_type<T>(), from, o);
}

} // namespace assay::testing
