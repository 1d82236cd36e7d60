// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/definitions.hpp"
#include "assay/export/detail/level_schema_builder.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/schema/schema_of.hpp"

#include <span>

namespace assay {

/// What a level asks of values of these types as the outermost ones. They share the definitions of
/// what they have in common.
///
/// What is only warned of at the level is not in it. The time is linear in the schema's size times
/// the number of its objects. Of a union whose alternatives JSON's kinds tell apart, in a member
/// whose type is not enforced at the level, it says nothing where both an array and an object would
/// be asked for something.
inline level_schema schema_at(std::span<const type_schema* const> types,
                              level at = level::published) {
  level_schema out = detail::level_schema_builder(at).build(types);
  detail::definition_merger(out).run();
  detail::name_definitions(out);
  return out;
}

/// What a level asks of a value of that type as the outermost one.
inline level_schema schema_at(const type_schema& type, level at = level::published) {
  const type_schema* const only[] = {&type};
  return schema_at(only, at);
}

/// What a level asks of a T: a described struct, or a std::variant of some that is tagged inside.
template <class T>
level_schema schema_at(level at = level::published) {
  return schema_at(schema_of_type<T>(), at);
}

} // namespace assay
