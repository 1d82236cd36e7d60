// SPDX-License-Identifier: BSL-1.0
#include "objects.hpp"

#include "assay/honeyhive/routes.hpp"
#include "assay/honeyhive/objects.hpp"
#include "assay/noveum/objects.hpp"
#include "assay/noveum/routes.hpp"
#include "assay/producttelemetry/objects.hpp"
#include "assay/producttelemetry/routes.hpp"
#include "assay/promptetheus/objects.hpp"
#include "assay/promptetheus/routes.hpp"
#include "assay/schema/schema_of.hpp"
#include "assay/trajectory/objects.hpp"

#include <algorithm>

namespace docs {
namespace {

/// Collects the objects. Objects of the same name are dialects of one object.
class object_list {
 public:
  /// Returns a function that adds objects of a system without dialects.
  auto of(std::string_view system) {
    return [this, system]<class T>(std::string_view name) { add<T>(system, name); };
  }

  template <class T>
  void add(std::string_view system, std::string_view name, std::string_view dialect = {}) {
    listed_object* object = find(system, name);
    if (object == nullptr) object = &objects_.emplace_back(listed_object{system, name});
    object->dialects.push_back({dialect, &assay::schema_of<T>()});
  }
  void add_route(std::string_view system, std::string_view name, const object_route& route) {
    if (listed_object* const object = find(system, name)) object->routes.push_back(route);
  }

  std::vector<listed_object> take() { return std::move(objects_); }

 private:
  listed_object* find(std::string_view system, std::string_view name) {
    const auto found = std::find_if(objects_.begin(), objects_.end(), [&](const auto& o) {
      return o.system == system && o.name == name;
    });
    return found == objects_.end() ? nullptr : &*found;
  }

  std::vector<listed_object> objects_{};
};

std::vector<listed_object> make_list() {
  object_list all;
  assay::promptetheus::for_each_object(all.of("promptetheus"));
  assay::honeyhive::for_each_object([&]<class T>(std::string_view name, auto dialect) {
    all.add<T>("honeyhive", name, name_of(dialect));
  });
  assay::trajectory::for_each_object(all.of("trajectory"));
  assay::producttelemetry::for_each_object(all.of("producttelemetry"));
  assay::noveum::for_each_object(all.of("noveum"));

  for (const auto& r : assay::promptetheus::routes)
    if (r.batch_member.empty()) all.add_route("promptetheus", r.object, {r.method, r.path, {}});
  for (const auto& r : assay::honeyhive::routes)
    all.add_route("honeyhive", r.object, {r.method, r.path, name_of(r.dialect)});
  for (const auto& r : assay::producttelemetry::routes)
    all.add_route("producttelemetry", r.object, {r.method, r.path, {}});
  for (const auto& r : assay::noveum::routes)
    all.add_route("noveum", r.object, {r.method, r.path, {}});
  return all.take();
}

} // namespace

std::string listed_object::cpp_name() const {
  const std::string space = "assay::" + std::string(system) + "::";
  const bool differs = std::any_of(dialects.begin(), dialects.end(), [&](const dialect_object& d) {
    return d.schema != dialects.front().schema;
  });
  if (differs) return space + std::string(name) + "<D>";
  // An object made from a template has an alias with the object's name.
  const std::string_view own = dialects.front().schema->name;
  return space + std::string(own.starts_with("basic_") ? name : own);
}

const std::vector<listed_object>& all_objects() {
  static const std::vector<listed_object> all = make_list();
  return all;
}

} // namespace docs
