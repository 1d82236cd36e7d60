// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <assay/export/json_schema.hpp>
#include <assay/export/pretty_json.hpp>
#include <assay/export/pydantic.hpp>
#include <assay/export/schema_at.hpp>
#include <assay/export/typeddict.hpp>
#include <assay/export/typescript.hpp>
#include <assay/export/zod.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace assay_samples {

/// A schema in one language.
struct schema_file {
  std::string name, text;
};

/// Returns the definition of a type at a level in every language. `id` is that of the JSON Schema.
inline std::vector<schema_file> schema_files(const assay::type_schema& type, assay::level at,
                                             std::string_view id) {
  const assay::level_schema schema = assay::schema_at(type, at);
  return {{"schema.json", assay::to_pretty_json(assay::to_json_schema(schema, id))},
          {"schema.ts", assay::to_typescript(schema, id)},
          {"zod.ts", assay::to_zod(schema, id)},
          {"typeddict.py", assay::to_typeddict(schema)},
          {"pydantic.py", assay::to_pydantic(schema)}};
}

} // namespace assay_samples
