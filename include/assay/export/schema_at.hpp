// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/definitions.hpp"
#include "assay/export/detail/level_schema_builder.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/schema/schema_of.hpp"

#include <span>

namespace assay {

/// Returns what a level accepts for values of these types as outermost values. The types share
/// definitions.
///
/// Rules that only warn at the level are not included. One case is less strict than the validator:
/// a union whose alternatives have different JSON types, in a member whose type is not enforced at
/// the level. If both an array and an object would have requirements there, the result has none.
///
/// Time is linear in the schema's size times the number of its objects.
inline level_schema schema_at(std::span<const type_schema* const> types,
                              level at = level::published) {
  level_schema out = detail::level_schema_builder(at).build(types);
  detail::definition_merger(out).run();
  detail::name_definitions(out);
  return out;
}

/// Returns what a level accepts for a value of the type as outermost value.
inline level_schema schema_at(const type_schema& type, level at = level::published) {
  const type_schema* const only[] = {&type};
  return schema_at(only, at);
}

/// Returns what a level accepts for a T: a described struct, or a std::variant whose alternatives
/// hold their tags.
template <class T>
level_schema schema_at(level at = level::published) {
  return schema_at(schema_of_type<T>(), at);
}

} // namespace assay
