// SPDX-License-Identifier: BSL-1.0
#include "systems/schema_format.hpp"

#include "systems/wire_interface.hpp"

#include "assay/export/json_schema.hpp"
#include "assay/export/markdown.hpp"
#include "assay/export/openapi.hpp"
#include "assay/export/pretty_json.hpp"
#include "assay/export/pydantic.hpp"
#include "assay/export/typeddict.hpp"
#include "assay/export/typescript.hpp"
#include "assay/export/zod.hpp"

namespace tool {
namespace {

/// The id of the schema is its level and name, "published/promptetheus.event.json", independent of
/// the place of the file.
std::string json_schema(const assay::level_schema& schema, std::string_view name) {
  std::string id(name_of(schema.at));
  id.append("/").append(name).append(".json");
  return assay::to_pretty_json(assay::to_json_schema(schema, id));
}

std::string openapi(const wire_system& system, std::string_view dialect, assay::level at) {
  return assay::to_pretty_json(assay::to_openapi(interface_of(system, dialect), at));
}

std::string typeddict(const assay::level_schema& schema, std::string_view) {
  return assay::to_typeddict(schema);
}

std::string pydantic(const assay::level_schema& schema, std::string_view) {
  return assay::to_pydantic(schema);
}

std::string markdown(const assay::level_schema& schema, std::string_view) {
  return assay::to_markdown(schema);
}

constexpr schema_format formats[] = {
    {"json-schema", ".json", "JSON Schema, draft 2020-12", json_schema},
    {"openapi", ".openapi.json", "OpenAPI 3.1 description of the routes of a system", nullptr,
     openapi},
    {"typescript", ".ts", "TypeScript types", assay::to_typescript},
    {"zod", ".zod.ts", "zod 4 schemas", assay::to_zod},
    {"typeddict", "_types.py", "TypedDict classes for Python 3.11", typeddict},
    {"pydantic", "_models.py", "pydantic 2 models", pydantic},
    {"markdown", ".md", "Markdown tables", markdown},
};

} // namespace

std::span<const schema_format> schema_formats() { return formats; }

std::string schema_name(std::string_view system, const wire_object& object) {
  std::string out(system);
  out.append(".").append(object.name);
  if (!object.dialect.empty()) out.append(".").append(object.dialect);
  return out;
}

} // namespace tool
