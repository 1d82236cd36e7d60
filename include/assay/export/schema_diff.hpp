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

/// Whether writers send what their schema does not name, where it accepts unknown members, or
/// unknown values of a tag.
enum class unnamed_members : std::uint8_t {
  not_sent, ///< only free-form objects hold members that no schema names
  sent,     ///< any that the schema accepts
};

/// Compares two JSON Schemas (draft 2020-12, 2019-09 or 7): what changed, for whom each change is
/// compatible, and where. No changes: they accept the same, in the same words.
///
/// Where all changes are compatible for writers, all that writers of the old schema send is
/// accepted by the new one; where all are compatible for readers, the old schema accepts all that
/// writers of the new one send. What cannot be compared is said to be, and is compatible for
/// nobody: keywords that are not known, references that lead out of the document, schemas that are
/// nested or large beyond measure. That a schema accepts more or less is judged keyword by keyword,
/// so a change may be said to be incompatible that another one makes good.
///
/// A value of Boost.JSON holds numbers of 64 bits and doubles: others are compared as those.
/// Bounded in time by some millions of steps; allocates; throws what allocations throw. The
/// schemas are not referred to afterwards. Link Boost.JSON, or include `boost/json/src.hpp` in one
/// translation unit.
inline std::vector<schema_change>
compare_schemas(const boost::json::value& old_schema, const boost::json::value& new_schema,
                unnamed_members unnamed = unnamed_members::not_sent) {
  return detail::schema_comparer(old_schema, new_schema, unnamed == unnamed_members::sent)
      .compare_documents();
}

/// What all of the changes together are compatible for.
inline schema_compatibility compatibility_of(const std::vector<schema_change>& changes) noexcept {
  schema_compatibility all;
  for (const schema_change& c : changes) all = all & c.compatible_for;
  return all;
}

} // namespace assay
