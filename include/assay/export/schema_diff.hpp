// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/diff/compare_cases.hpp"
#include "assay/export/detail/diff/compare_objects.hpp"
#include "assay/export/detail/diff/compare_rules.hpp"
#include "assay/export/detail/diff/compare_scalars.hpp"
#include "assay/export/detail/diff/compare_unions.hpp"
#include "assay/export/schema_change.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <vector>

namespace assay {

/// Whether writers send members and tags that their schema does not name, if it accepts them.
enum class unnamed_members : std::uint8_t {
  not_sent, ///< writers send only members that the schema names; free-form objects hold any members
  sent,     ///< writers may send any member that the schema accepts
};

/// Compares two JSON Schemas (draft 2020-12, 2019-09 or 7). Returns what changed, where, and for
/// whom each change is compatible. Without changes, both schemas accept the same events and
/// describe them in the same way.
///
/// If all changes are compatible for writers, the new schema accepts all that writers of the old
/// schema send. If all changes are compatible for readers, the old schema accepts all that writers
/// of the new schema send.
///
/// Some parts cannot be compared: unknown keywords, references to other documents, and schemas that
/// are too deeply nested or too large. They are reported as a change that is incompatible for all.
/// The schemas are compared keyword by keyword, so a change may be reported as incompatible
/// although another change compensates for it.
///
/// Numbers are compared as Boost.JSON holds them: as 64-bit integers or doubles. Time is bounded by
/// some millions of steps. Allocates; throws only what allocations throw. The result does not refer
/// to the schemas. Link Boost.JSON, or include `boost/json/src.hpp` in one translation unit.
inline std::vector<schema_change>
compare_schemas(const boost::json::value& old_schema, const boost::json::value& new_schema,
                unnamed_members unnamed = unnamed_members::not_sent) {
  return detail::schema_comparer(old_schema, new_schema, unnamed == unnamed_members::sent)
      .compare_documents();
}

/// Returns for whom all changes together are compatible.
inline schema_compatibility compatibility_of(const std::vector<schema_change>& changes) noexcept {
  schema_compatibility all;
  for (const schema_change& c : changes) all = all & c.compatible_for;
  return all;
}

} // namespace assay
