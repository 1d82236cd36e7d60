#include "schema_format.hpp"

#include "assay/export/json_schema.hpp"
#include "assay/export/pretty_json.hpp"

namespace tool {
namespace {

/// The level and the name: "published/promptetheus.event.json". The same wherever the file is.
std::string json_schema(const assay::level_schema& schema, std::string_view name) {
  std::string id(name_of(schema.at));
  id.append("/").append(name).append(".json");
  return assay::to_pretty_json(assay::to_json_schema(schema, id));
}

constexpr schema_format formats[] = {
    {"json-schema", ".json", "JSON Schema, draft 2020-12", json_schema},
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
