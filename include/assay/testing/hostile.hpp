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

/// A sample of that kind, made of an event of that type; nothing where the event has no place for
/// it, such as a number's where it has none.
///
/// Preconditions: the event is accepted with these options, without any warning; a report holds at
/// least one violation. Linear in the event times its depth.
inline std::optional<sample> make_hostile(const hostile_kind& kind, const json_node& event,
                                          const type_schema& type, source& from, const options& o) {
  detail::hostile_maker m(event, type, from, o);
  if (!kind.make(m)) return std::nullopt;
  // Another limit than the one that it is about is not to be found first.
  limits rest = o.limits;
  if (kind.code == code::document_too_large) rest.max_document_bytes = m.out.text.size();
  if (kind.code == code::string_too_long) rest.max_string_bytes = m.out.text.size();
  if (!detail::keeps_to_limits(m.out.text, rest)) return std::nullopt;
  m.out.reason = kind.reason;
  return std::move(m.out);
}

namespace detail {

/// One of the kinds for which the event has a place.
inline sample any_hostile(const json_node& event, const type_schema& type, source& from,
                          const options& o) {
  const std::span<const hostile_kind> kinds = hostile_kinds();
  const std::size_t first = from.below(kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (auto made = make_hostile(kinds[(first + i) % kinds.size()], event, type, from, o))
      return *std::move(made);
  return {}; // never: any text can be cut off
}

} // namespace detail

/// A valid event of T that the options accept, too, however small their limits are, if the simplest
/// event is within them.
template <class T>
json_node valid_tree_within(source& from, const options& o) {
  for (int tries = 0; tries < 8; ++tries) {
    json_node tree = valid_tree<T>(from, o.level);
    if (detail::is_within(detail::text_map(tree, schema_of_type<T>()), o)) return tree;
  }
  source simplest{std::span<const std::uint8_t>()};
  return valid_tree<T>(simplest, o.level);
}

/// JSON or nearly JSON, made of a valid event of T by one hostile thing, and the verdict that it
/// must get from whoever judges by these options: most are rejected for one violation, and some
/// look wrong and must be accepted. `hostile_kinds` lists what is done.
///
/// T: a described struct, or a tagged std::variant. The limits must admit the simplest event of T,
/// and a report one violation. Those of the event's size, its strings' and its members' are gone
/// beyond only where they are a megabyte or less. The text is one line, but for the kind that has
/// line breaks between tokens.
template <class T>
sample hostile(source& from, const options& o = {}) {
  const json_node event = valid_tree_within<T>(from, o);
  return detail::any_hostile(event, schema_of_type<T>(), from, o);
}

} // namespace assay::testing
