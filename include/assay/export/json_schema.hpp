// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/json_schema_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/schema_at.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace assay {

/// The JSON Schema (draft 2020-12) of what a level accepts. `id`: its `$id`, a URI reference; none
/// where it is empty. Linear in the schema; allocates; throws what allocations throw.
///
/// Descriptions, titles and examples are those of the struct. What JSON Schema cannot say stands
/// under keywords that begin with "x-assay-": docs/schemas.md lists them. Link Boost.JSON, or
/// include `boost/json/src.hpp` in one translation unit; `to_pretty_json` makes text of it.
inline boost::json::object to_json_schema(const level_schema& schema, std::string_view id = {}) {
  return detail::json_schema_writer(schema).document(id);
}

/// The same for a T: a described struct, or a std::variant of some that is tagged inside.
template <class T>
boost::json::object to_json_schema(level at = level::published, std::string_view id = {}) {
  return to_json_schema(schema_at<T>(at), id);
}

} // namespace assay
