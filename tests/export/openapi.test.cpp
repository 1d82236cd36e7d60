// SPDX-License-Identifier: BSL-1.0
#include "assay/export/openapi.hpp"

#include "assay/export/json_schema.hpp"
#include "assay/export/pretty_json.hpp"
#include "assay/honeyhive.hpp"
#include "assay/noveum.hpp"
#include "assay/producttelemetry.hpp"
#include "assay/promptetheus.hpp"
#include "support/catch.hpp"
#include "support/instances.hpp"

#include <boost/describe/class.hpp>
#include <boost/json/parse.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace openapi_shop {

struct card {
  std::string number{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(card, (), (number, additional))
consteval auto rules_of(const card*) {
  return assay::rules(assay::described_as("Card", "A card."),
                      assay::field<&card::number>("Its number.", assay::min_length(12)));
}

struct invoice {
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(invoice, (), (additional))
consteval auto rules_of(const invoice*) {
  return assay::rules(assay::described_as("Invoice", "A bill by mail."));
}

using payment = std::variant<card, invoice>;
consteval auto rules_of(const payment*) {
  return assay::alternatives("card", "invoice").tagged_by("type");
}

struct order {
  std::string sku{};
  payment paid_by{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(order, (), (sku, paid_by, additional))
consteval auto rules_of(const order*) {
  return assay::rules(assay::described_as("Order", "An order."),
                      assay::field<&order::sku>("Which article."),
                      assay::field<&order::paid_by>("How it is paid."));
}

struct receipt {
  bool taken{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(receipt, (), (taken, additional))
consteval auto rules_of(const receipt*) {
  return assay::rules(assay::described_as("Receipt", "The answer to an order."),
                      assay::field<&receipt::taken>("Whether it was taken."));
}

} // namespace openapi_shop

namespace {

namespace json = boost::json;

constexpr assay::level openapi_levels[] = {assay::level::reference, assay::level::published,
                                           assay::level::strict};

/// Returns the target of a reference within the document, or null.
const json::value* target_of(const json::object& document, std::string_view reference) {
  if (!reference.starts_with('#')) return nullptr;
  const json::value* at = nullptr;
  const json::object* in = &document;
  reference.remove_prefix(1);
  while (!reference.empty()) {
    reference.remove_prefix(1);
    const std::string_view name = reference.substr(0, reference.find('/'));
    at = in->if_contains(name);
    if (at == nullptr || !at->is_object()) return nullptr;
    in = &at->get_object();
    reference.remove_prefix(name.size());
  }
  return at;
}

/// Compares schemas of two documents through their references. It ignores the discriminators of the
/// OpenAPI document, and the parts of the other that describe the whole document.
class same_schema {
 public:
  same_schema(const json::object& openapi, const json::object& schema)
      : openapi_(openapi), schema_(schema) {}

  /// Returns whether a schema of the first document equals the whole second schema.
  bool operator()(const json::value& a) {
    return a.is_object() && same_objects(a.get_object(), schema_);
  }

 private:
  bool same(const json::value& a, const json::value& b) {
    if (a.is_object() && b.is_object()) return same_objects(a.get_object(), b.get_object());
    if (!a.is_array() || !b.is_array()) return a == b;
    const json::array &x = a.get_array(), &y = b.get_array();
    if (x.size() != y.size()) return false;
    for (std::size_t i = 0; i < x.size(); ++i)
      if (!same(x[i], y[i])) return false;
    return true;
  }

  bool same_objects(const json::object& a, const json::object& b) {
    const bool refers = a.contains("$ref") && a.at("$ref").is_string();
    if (refers != (b.contains("$ref") && b.at("$ref").is_string())) {
      // The outermost object is at the top of its schema.
      return refers && &b == &schema_ && same_targets(a.at("$ref"), "#");
    }
    if (refers) {
      if (a.size() != b.size() || !same_targets(a.at("$ref"), b.at("$ref").get_string()))
        return false;
    }
    const std::set<std::string_view> of_document = {"$schema", "$defs", "x-assay-level",
                                                    "x-assay-text"};
    std::vector<std::string_view> names, others;
    for (const auto& [name, v] : a)
      if (name != "discriminator" || !v.is_object()) names.push_back(name);
    for (const auto& [name, v] : b)
      if (&b != &schema_ || !of_document.contains(name)) others.push_back(name);
    if (names != others) return false;
    for (const std::string_view name : names)
      if (name != "$ref" && !same(a.at(name), b.at(name))) return false;
    return true;
  }

  bool same_targets(const json::value& a, std::string_view b) {
    const json::value* x = target_of(openapi_, a.get_string());
    if (x == nullptr) return false;
    if (!seen_.emplace(std::string(a.get_string()), std::string(b)).second) return true;
    if (b == "#") return same_objects(x->get_object(), schema_);
    const json::value* y = target_of(schema_, b);
    return y != nullptr && same(*x, *y);
  }

  const json::object& openapi_;
  const json::object& schema_;
  std::set<std::pair<std::string, std::string>> seen_;
};

/// Calls the function with all texts of `$ref` members, and of a discriminator's mapping.
template <class F>
void each_reference(const json::value& v, F f) {
  if (const auto* all = v.if_array())
    for (const json::value& e : *all) each_reference(e, f);
  const auto* object = v.if_object();
  if (object == nullptr) return;
  for (const auto& [name, member] : *object) {
    if (name == "$ref" && member.is_string()) f(std::string_view(member.get_string()));
    else if (name == "mapping" && object->contains("propertyName"))
      for (const auto& [tag, to] : member.get_object()) f(std::string_view(to.get_string()));
    else each_reference(member, f);
  }
}

/// The types of a system's objects, by name. Dialects are part of the name: "v0 event".
using types_by_name = std::map<std::string, const assay::type_schema*, std::less<>>;

const assay::type_schema* type_named(const types_by_name& types, std::string_view name,
                                     std::string_view dialect = {}) {
  std::string key(dialect);
  if (!key.empty()) key += ' ';
  return types.at(key.append(name));
}

struct documented_system {
  std::string_view name;
  assay::openapi_description api;
};

/// Adds an interface with all routes of the table.
template <class Routes>
documented_system of_table(std::string_view name, const assay::api_info& info, const Routes& routes,
                           const types_by_name& types) {
  documented_system out{name, {.title = info.title, .version = "1", .server = info.server}};
  for (const auto& r : routes)
    out.api.routes.push_back(assay::openapi_route_of(
        r, [&](std::string_view object) { return type_named(types, object); }));
  return out;
}

/// The interfaces of all systems with routes. HoneyHive has one for each specification, which may
/// contain two dialects.
const std::vector<documented_system>& documented_systems() {
  static const std::vector<documented_system> all = [] {
    std::map<std::string_view, types_by_name> types;
    const auto add = [&](std::string_view system) {
      return [&types, system]<class T>(std::string_view name) {
        types[system].emplace(name, &assay::schema_of_type<T>());
      };
    };
    assay::promptetheus::for_each_object(add("promptetheus"));
    assay::producttelemetry::for_each_object(add("producttelemetry"));
    assay::noveum::for_each_object(add("noveum"));
    namespace hh = assay::honeyhive;
    hh::for_each_object([&]<class T>(std::string_view name, hh::dialect d) {
      types["honeyhive"].emplace(std::string(name_of(d)).append(" ").append(name),
                                 &assay::schema_of_type<T>());
    });
    std::vector<documented_system> out;
    out.push_back(of_table("promptetheus", assay::promptetheus::api, assay::promptetheus::routes,
                           types["promptetheus"]));
    out.push_back(of_table("producttelemetry", assay::producttelemetry::api,
                           assay::producttelemetry::routes, types["producttelemetry"]));
    out.push_back(of_table("noveum", assay::noveum::api, assay::noveum::routes, types["noveum"]));
    for (const hh::specification s :
         {hh::specification::v0, hh::specification::public_api, hh::specification::data_plane}) {
      const assay::api_info info = hh::api_of(s);
      documented_system to{"honeyhive", {.title = info.title, .version = info.version}};
      for (const hh::route& r : hh::routes)
        if (r.specification == s)
          to.api.routes.push_back(assay::openapi_route_of(r, [&](std::string_view object) {
            return type_named(types["honeyhive"], object, name_of(r.dialect));
          }));
      out.push_back(std::move(to));
    }
    return out;
  }();
  return all;
}

const json::object& operation_of(const json::object& document, const assay::openapi_route& r) {
  std::string method;
  for (const char c : r.method) method += static_cast<char>(c - 'A' + 'a');
  return document.at("paths").at(r.path).at(method).get_object();
}

const json::value& schema_in(const json::value& holder) {
  return holder.at("content").at("application/json").at("schema");
}

} // namespace

TEST_CASE("openapi: a complete document of a user's own objects and routes") {
  using namespace openapi_shop;
  const assay::type_schema* const orders = &assay::schema_of_type<order>();
  const assay::openapi_description shop{
      .title = "Shop",
      .version = "1.0",
      .about = "Sells things.",
      .server = "https://shop.example",
      .key_header = "X-Key",
      .routes = {
          {.method = "PUT",
           .path = "/orders/{order_id}",
           .summary = "Change an order",
           .tag = "Orders",
           .request = orders,
           .responses = {{"default", "It was not.", nullptr},
                         {"200", "The order was changed.", &assay::schema_of_type<receipt>()}}},
          {.method = "DELETE", .path = "/orders/{order_id}", .operation = "cancel"},
          {.method = "POST",
           .path = "/orders",
           .request = orders,
           .batch_member = "orders",
           .takes_bare = true,
           .responses = {{"2XX", "They were taken.", nullptr}}}}};
  CHECK(assay::to_pretty_json(assay::to_openapi(shop)) == R"({
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0", "description": "Sells things."},
  "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
  "x-assay-level": "published",
  "x-assay-text": "The text is JSON in UTF-8 (RFC 8259), nested at most 1024 deep. Strings and names contain no lone surrogates. No member of this schema appears twice. Integers have no fraction or exponent, except under x-assay-any-spelling. Numbers are compared as decimals.",
  "servers": [{"url": "https://shop.example"}],
  "security": [{"key": []}],
  "tags": [{"name": "Orders"}],
  "paths": {
    "/orders/{order_id}": {
      "parameters": [
        {"name": "order_id", "in": "path", "required": true, "schema": {"type": "string"}}
      ],
      "put": {
        "tags": ["Orders"],
        "summary": "Change an order",
        "operationId": "putOrdersByOrderId",
        "requestBody": {
          "required": true,
          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}
        },
        "responses": {
          "200": {
            "description": "The order was changed.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Receipt"}}}
          },
          "default": {"description": "It was not."}
        }
      },
      "delete": {
        "operationId": "cancel",
        "responses": {"default": {"description": "The response is not documented."}}
      }
    },
    "/orders": {
      "post": {
        "operationId": "postOrders",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "anyOf": [
                  {
                    "type": "object",
                    "properties": {
                      "orders": {"type": "array", "items": {"$ref": "#/components/schemas/Order"}}
                    },
                    "required": ["orders"]
                  },
                  {"$ref": "#/components/schemas/Order"}
                ]
              }
            }
          }
        },
        "responses": {"2XX": {"description": "They were taken."}}
      }
    }
  },
  "components": {
    "schemas": {
      "Order": {
        "title": "Order",
        "description": "An order.",
        "type": "object",
        "properties": {
          "sku": {"description": "Which article.", "type": "string"},
          "paid_by": {
            "description": "How it is paid.",
            "oneOf": [
              {"$ref": "#/components/schemas/Card"},
              {"$ref": "#/components/schemas/Invoice"}
            ],
            "discriminator": {
              "propertyName": "type",
              "mapping": {
                "card": "#/components/schemas/Card",
                "invoice": "#/components/schemas/Invoice"
              }
            }
          }
        },
        "required": ["sku", "paid_by"]
      },
      "Receipt": {
        "title": "Receipt",
        "description": "The answer to an order.",
        "type": "object",
        "properties": {"taken": {"description": "Whether it was taken.", "type": "boolean"}},
        "required": ["taken"]
      },
      "Card": {
        "title": "Card",
        "description": "A card.",
        "type": "object",
        "properties": {
          "type": {"type": "string", "const": "card"},
          "number": {
            "description": "Its number.",
            "type": "string",
            "minLength": 3,
            "x-assay-min-bytes": 12
          }
        },
        "required": ["type", "number"]
      },
      "Invoice": {
        "title": "Invoice",
        "description": "A bill by mail.",
        "type": "object",
        "properties": {"type": {"type": "string", "const": "invoice"}},
        "required": ["type"]
      }
    },
    "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}
  }
}
)");
}

TEST_CASE("openapi: an interface without bodies, key and server has only its paths") {
  const assay::openapi_description ping{
      .title = "Ping", .version = "1", .routes = {{.method = "GET", .path = "/"}}};
  const json::object document = assay::to_openapi(ping);
  for (const char* name : {"security", "tags", "components"}) CHECK_FALSE(document.contains(name));
  CHECK(document.at("info") == json::parse(R"({"title":"Ping","version":"1"})"));
  CHECK(document.at("servers") == json::parse(R"([{"url":"/"}])")); // the meaning of no server
  CHECK(document.at("paths") == json::parse(R"({"/":{"get":{"operationId":"get",
      "responses":{"default":{"description":"The response is not documented."}}}}})"));
}

TEST_CASE("openapi: a key in HTTP's own header is a bearer token") {
  const assay::openapi_description one{
      .title = "One", .version = "1", .key_header = "Authorization"};
  CHECK(assay::to_openapi(one).at("components").at("securitySchemes").at("key") ==
        json::value{{"type", "http"}, {"scheme", "bearer"}});
}

TEST_CASE("openapi: operations are named after method and path") {
  const auto name_of_operation = [](std::string_view method, std::string_view path) {
    const assay::openapi_description one{
        .title = "One", .version = "1", .routes = {{.method = method, .path = path}}};
    const json::object document = assay::to_openapi(one);
    return std::string(operation_of(document, one.routes[0]).at("operationId").as_string());
  };
  CHECK(name_of_operation("POST", "/session/{session_id}/traces") ==
        "postSessionBySessionIdTraces");
  CHECK(name_of_operation("DELETE", "/gdpr/delete-self") == "deleteGdprDeleteSelf");
  CHECK(name_of_operation("PUT", "/v1/events/{event_id}") == "putV1EventsByEventId");
  CHECK(name_of_operation("GET", "/files/{name}.{type}") == "getFilesByNameByType");
}

TEST_CASE("openapi: a document has exactly the routes of its system") {
  for (const documented_system& s : documented_systems()) {
    const json::object document = assay::to_openapi(s.api);
    INFO(s.name << ' ' << s.api.version);
    std::set<std::string> operations;
    std::size_t count = 0;
    for (const auto& [path, item] : document.at("paths").as_object())
      for (const auto& [method, operation] : item.as_object()) count += method != "parameters";
    CHECK(count == s.api.routes.size());
    for (const assay::openapi_route& r : s.api.routes) {
      INFO(r.method << ' ' << r.path);
      const json::object& operation = operation_of(document, r);
      CHECK(operations.insert(std::string(operation.at("operationId").as_string())).second);
      CHECK_FALSE(operation.at("summary").as_string().empty());
      CHECK(operation.at("requestBody").at("required").as_bool());
      REQUIRE(r.request != nullptr);
      const bool has_parameter = r.path.find('{') != r.path.npos;
      CHECK(document.at("paths").at(r.path).as_object().contains("parameters") == has_parameter);
      CHECK(operation.at("responses").as_object().size() == r.responses.size());
    }
  }
}

TEST_CASE("openapi: bodies and responses match their JSON Schemas at every level") {
  for (const documented_system& s : documented_systems())
    for (const assay::level at : openapi_levels) {
      const json::object document = assay::to_openapi(s.api, at);
      const auto agrees = [&](const json::value& schema, const assay::type_schema& type) {
        const json::object alone = assay::to_json_schema(assay::schema_at(type, at));
        return same_schema(document, alone)(schema);
      };
      for (const assay::openapi_route& r : s.api.routes) {
        INFO(s.name << ' ' << r.method << ' ' << r.path << " at " << name_of(at));
        const json::object& operation = operation_of(document, r);
        const json::value* body = &schema_in(operation.at("requestBody"));
        if (!r.batch_member.empty()) {
          const json::value& batch = body->at("anyOf").at(0);
          CHECK(agrees(batch.at("properties").at(r.batch_member).at("items"), *r.request));
          CHECK(batch.at("required") == json::value(json::array{r.batch_member}));
          body = &body->at("anyOf").at(1);
        }
        CHECK(agrees(*body, *r.request));
        for (const assay::openapi_response& a : r.responses) {
          const json::value& answer = operation.at("responses").at(a.status);
          CHECK(answer.at("description") == json::value(a.about));
          REQUIRE(answer.as_object().contains("content") == (a.type != nullptr));
          if (a.type != nullptr) CHECK(agrees(schema_in(answer), *a.type));
        }
      }
    }
}

TEST_CASE("openapi: the comparison with JSON Schemas detects nested differences") {
  const documented_system& s = documented_systems().front();
  const json::object document = assay::to_openapi(s.api, assay::level::strict);
  for (const assay::openapi_route& r : s.api.routes) {
    const json::object other = assay::to_json_schema(assay::schema_at(*r.request));
    const std::string name(r.request == s.api.routes[0].request ? "Trace" : "Event");
    const json::object reference{{"$ref", "#/components/schemas/" + name}};
    CHECK_FALSE(same_schema(document, other)(reference));
  }
}

TEST_CASE("openapi: every reference has a target, and every schema is referenced") {
  for (const documented_system& s : documented_systems())
    for (const assay::level at : openapi_levels) {
      const json::object document = assay::to_openapi(s.api, at);
      INFO(s.name << ' ' << s.api.version << " at " << name_of(at));
      CHECK(document.at("x-assay-level") == json::value(name_of(at)));
      std::set<std::string> reached;
      each_reference(document, [&](std::string_view to) {
        CHECK(target_of(document, to) != nullptr);
        reached.emplace(to);
      });
      for (const auto& [name, schema] : document.at("components").at("schemas").as_object())
        CHECK(reached.contains("#/components/schemas/" + std::string(name)));
    }
}
