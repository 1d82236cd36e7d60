#include "schema_format.hpp"

#include "assay/export/json_schema.hpp"
#include "assay/export/pretty_json.hpp"
#include "assay/export/pydantic.hpp"
#include "assay/export/typeddict.hpp"

namespace tool {
namespace {

/// The level and the name: "published/promptetheus.event.json". The same wherever the file is.
std::string json_schema(const assay::level_schema& schema, std::string_view name) {
  std::string id(name_of(schema.at));
  id.append("/").append(name).append(".json");
  return assay::to_pretty_json(assay::to_json_schema(schema, id));
}

std::string typeddict(const assay::level_schema& schema, std::string_view) {
  return assay::to_typeddict(schema);
}

std::string pydantic(const assay::level_schema& schema, std::string_view) {
  return assay::to_pydantic(schema);
}

constexpr schema_format formats[] = {
    {"json-schema", ".json", "JSON Schema, draft 2020-12", json_schema},
    {"typeddict", ".py", "TypedDicts of Python 3.11", typeddict},
    {"pydantic", ".py", "models of pydantic 2", pydantic},
};

} // namespace

std::span<const schema_format> schema_formats() { return formats; }

} // namespace tool
