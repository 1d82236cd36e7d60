// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/definitions.hpp"
#include "assay/export/detail/json_schema_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/openapi_description.hpp"
#include "assay/export/schema_at.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::detail {

/// Returns the texts in the braces of a path.
inline std::vector<std::string_view> path_parameters(std::string_view path) {
  std::vector<std::string_view> out;
  for (std::size_t open = path.find('{'); open != path.npos; open = path.find('{', open)) {
    const std::size_t close = std::min(path.find('}', open), path.size());
    out.push_back(path.substr(open + 1, close - open - 1));
    open = close;
  }
  return out;
}

inline std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Returns "postSessionBySessionIdTraces" for `POST /session/{session_id}/traces`.
inline std::string operation_id(std::string_view method, std::string_view path) {
  std::string out = lower_case(method);
  const auto add = [&](std::string_view text) {
    const auto is_letter = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (std::any_of(text.begin(), text.end(), [&](char c) { return is_letter(c) || is_digit(c); }))
      out += pascal_case(text);
  };
  while (!path.empty()) {
    const std::size_t open = std::min(path.find('{'), path.size());
    add(path.substr(0, open));
    path.remove_prefix(open);
    if (path.empty()) break;
    const std::size_t close = std::min(path.find('}'), path.size() - 1);
    out += "By";
    add(path.substr(1, close - 1));
    path.remove_prefix(close + 1);
  }
  return out;
}

/// Writes a description as an OpenAPI document.
class openapi_writer {
 public:
  openapi_writer(const openapi_description& api, level at)
      : api_(api), types_(types_of(api)), schema_(schema_at(types_, at)),
        writer_(schema_, {.references = "#/components/schemas/", .discriminators = true}) {}

  boost::json::object document() {
    boost::json::object out{{"openapi", "3.1.0"}, {"info", info()}};
    out["jsonSchemaDialect"] = "https://json-schema.org/draft/2020-12/schema";
    out["x-assay-level"] = name_of(schema_.at);
    out["x-assay-text"] = json_schema_writer::text_rules;
    const std::string_view server = api_.server.empty() ? "/" : api_.server; // OpenAPI's default
    out["servers"] = boost::json::array{boost::json::object{{"url", server}}};
    if (!api_.key_header.empty())
      out["security"] = boost::json::array{boost::json::object{{key_name, boost::json::array()}}};
    if (boost::json::array all = tags(); !all.empty()) out["tags"] = std::move(all);
    out["paths"] = paths();
    if (boost::json::object all = components(); !all.empty()) out["components"] = std::move(all);
    return out;
  }

 private:
  static constexpr std::string_view key_name = "key";

  /// Returns each type once, in the order of the routes.
  static std::vector<const type_schema*> types_of(const openapi_description& api) {
    std::vector<const type_schema*> out;
    const auto add = [&](const type_schema* t) {
      if (t != nullptr && std::find(out.begin(), out.end(), t) == out.end()) out.push_back(t);
    };
    for (const openapi_route& r : api.routes) {
      add(r.request);
      for (const openapi_response& a : r.responses) add(a.type);
    }
    return out;
  }

  boost::json::object info() const {
    boost::json::object out{{"title", api_.title}, {"version", api_.version}};
    if (!api_.about.empty()) out["description"] = api_.about;
    return out;
  }

  boost::json::array tags() const {
    std::vector<std::string_view> seen;
    boost::json::array out;
    for (const openapi_route& r : api_.routes) {
      if (r.tag.empty() || std::find(seen.begin(), seen.end(), r.tag) != seen.end()) continue;
      seen.push_back(r.tag);
      out.push_back(boost::json::object{{"name", r.tag}});
    }
    return out;
  }

  boost::json::object paths() {
    boost::json::object out;
    for (const openapi_route& r : api_.routes) {
      boost::json::value& path = out[r.path];
      if (!path.is_object()) path = path_item(r.path);
      path.get_object()[lower_case(r.method)] = operation(r);
    }
    return out;
  }

  static boost::json::object path_item(std::string_view path) {
    boost::json::array parameters;
    for (const std::string_view name : path_parameters(path))
      parameters.push_back(boost::json::object{
          {"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    boost::json::object out;
    if (!parameters.empty()) out["parameters"] = std::move(parameters);
    return out;
  }

  boost::json::object operation(const openapi_route& r) {
    boost::json::object out;
    if (!r.tag.empty()) out["tags"] = boost::json::array{r.tag};
    if (!r.summary.empty()) out["summary"] = r.summary;
    out["operationId"] =
        r.operation.empty() ? operation_id(r.method, r.path) : std::string(r.operation);
    if (r.request != nullptr)
      out["requestBody"] = {{"required", true}, {"content", content(body(r))}};
    out["responses"] = responses(r);
    return out;
  }

  static boost::json::object content(boost::json::object schema) {
    return {{"application/json", {{"schema", std::move(schema)}}}};
  }

  boost::json::object value_of(const type_schema& t) {
    const auto at = std::find(types_.begin(), types_.end(), &t);
    return writer_.value(schema_.roots[static_cast<std::size_t>(at - types_.begin())]);
  }

  boost::json::object body(const openapi_route& r) {
    boost::json::object one = value_of(*r.request);
    if (r.batch_member.empty()) return one;
    boost::json::object batch{
        {"type", "object"},
        {"properties", {{r.batch_member, {{"type", "array"}, {"items", one}}}}},
        {"required", boost::json::array{r.batch_member}}};
    if (!r.takes_bare) return batch;
    return {{"anyOf", boost::json::array{std::move(batch), std::move(one)}}};
  }

  boost::json::object responses(const openapi_route& r) {
    std::vector<const openapi_response*> all;
    for (const openapi_response& a : r.responses) all.push_back(&a);
    std::sort(all.begin(), all.end(), [](const openapi_response* a, const openapi_response* b) {
      return std::tie(a->status, a) < std::tie(b->status, b); // digits before "default"
    });
    boost::json::object out;
    for (const openapi_response* a : all) {
      boost::json::object one{{"description", a->about}};
      if (a->type != nullptr) one["content"] = content(value_of(*a->type));
      out[a->status] = std::move(one);
    }
    if (out.empty()) out["default"] = {{"description", "The response is not documented."}};
    return out;
  }

  boost::json::object components() {
    boost::json::object out;
    if (boost::json::object all = writer_.definitions(); !all.empty())
      out["schemas"] = std::move(all);
    if (api_.key_header.empty()) return out;
    boost::json::object key{{"type", "http"}, {"scheme", "bearer"}};
    if (lower_case(api_.key_header) != "authorization")
      key = {{"type", "apiKey"}, {"in", "header"}, {"name", api_.key_header}};
    out["securitySchemes"] = {{key_name, std::move(key)}};
    return out;
  }

  const openapi_description& api_;
  std::vector<const type_schema*> types_;
  level_schema schema_;
  json_schema_writer writer_;
};

} // namespace assay::detail
