// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/json_schema_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/schema_at.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace assay {

/// Returns the JSON Schema (draft 2020-12) of what a level accepts. `id` is its `$id`, a URI
/// reference; an empty one is left out.
///
/// Descriptions, titles and examples are those of the struct. Rules that JSON Schema cannot express
/// are in keywords that begin with "x-assay-"; docs/schemas.md lists them. `to_pretty_json` makes
/// text of the result.
///
/// Linear in the schema; allocates; throws only what allocations throw. Link Boost.JSON, or include
/// `boost/json/src.hpp` in one translation unit.
inline boost::json::object to_json_schema(const level_schema& schema, std::string_view id = {}) {
  return detail::json_schema_writer(schema).document(id);
}

/// Returns the JSON Schema of T: a described struct, or a std::variant whose alternatives hold
/// their tags.
template <class T>
boost::json::object to_json_schema(level at = level::published, std::string_view id = {}) {
  return to_json_schema(schema_at<T>(at), id);
}

} // namespace assay
