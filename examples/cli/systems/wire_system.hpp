// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "stream/checker.hpp"
#include "stream/copier.hpp"
#include "stream/coverage_collector.hpp"
#include "stream/recorder.hpp"
#include "systems/type_list.hpp"

#include "assay/json/options.hpp"
#include "assay/schema/api.hpp"
#include "assay/schema/schema_of.hpp"
#include "assay/testing/batch_sample.hpp"
#include "assay/testing/generate.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tool {

/// The functions of the commands for objects of one C++ type.
struct object_workers {
  std::span<const std::string_view> members; ///< the names of the members
  std::unique_ptr<worker> (*make_checker)(const assay::options& options,
                                          output_format format) = nullptr;
  std::unique_ptr<worker> (*make_copier)(const assay::options& options) = nullptr;
  std::unique_ptr<coverage_collector> (*make_coverage_collector)() = nullptr;
  /// Null if the objects contain no events.
  std::unique_ptr<worker> (*make_recorder)(const assay::options& options,
                                           std::vector<assay::common::record>& to) = nullptr;
  /// Generates a text that is valid or nearly valid, with its verdict.
  assay::testing::sample (*generate)(assay::testing::sample_kind kind, assay::testing::source& from,
                                     const assay::options& options) = nullptr;
  /// Generates a request body that contains several objects.
  assay::testing::batch_sample (*make_batch)(assay::testing::source& from,
                                             const assay::options& options) = nullptr;
  /// Generates the events of a session in the order of arrival. Null if the objects have no
  /// sessions.
  std::vector<assay::testing::batch_event> (*make_session)(assay::testing::source& from,
                                                           assay::level at) = nullptr;
};

/// Returns the function that makes a recorder of T, or null.
template <class T>
constexpr auto recorder_maker()
    -> std::unique_ptr<worker> (*)(const assay::options&, std::vector<assay::common::record>&) {
  if constexpr (recordable<T>)
    return [](const assay::options& options,
              std::vector<assay::common::record>& to) -> std::unique_ptr<worker> {
      return std::make_unique<recorder<T>>(options, to);
    };
  else return nullptr;
}

/// The workers of T, a described wire object. Types: the described enum that names the alternatives
/// of its tagged union, if it has one.
template <class T, class Types = void>
inline constexpr object_workers workers_of{
    member_names<T>,
    [](const assay::options& options, output_format format) -> std::unique_ptr<worker> {
      return std::make_unique<checker<T, Types>>(options, format);
    },
    [](const assay::options& options) -> std::unique_ptr<worker> {
      return std::make_unique<copier<T>>(options);
    },
    []() -> std::unique_ptr<coverage_collector> {
      return std::make_unique<coverage_collector_of<T>>();
    },
    recorder_maker<T>(),
    assay::testing::generate<T>,
    [](assay::testing::source& from, const assay::options& options) {
      return assay::testing::batch<T>(from, assay::events_wrapper, options);
    }};

/// A value of `--dialect`: the rules of some of a system's objects or routes.
struct wire_dialect {
  std::string_view name;
  std::string_view part_of;   ///< the dialect that includes this one and others; empty: none
  std::string_view version{}; ///< the version of its interface; empty if it states none
};

/// An object that `--as SYSTEM.NAME` names. If dialects differ in it, each has a separate object of
/// the same name.
struct wire_object {
  std::string_view name;
  std::string_view dialect;       ///< empty: all dialects of the system
  const assay::type_schema* type; ///< the type of a described struct; never null
  object_workers workers;
  std::string_view noun = "object"; ///< the word for one object in a summary
};

/// Returns the object whose type is T; Types as for `workers_of`.
template <class T, class Types = void>
wire_object wire_object_of(std::string_view name, std::string_view dialect = {}) {
  return {name, dialect, &assay::schema_of_type<T>(), workers_of<T, Types>,
          name.ends_with("event") ? "event" : "object"};
}

/// A request whose body is an object: `--as SYSTEM --route PATH`.
struct wire_route {
  std::string_view method;
  std::string_view path;    ///< a segment in braces matches any segment
  std::string_view object;  ///< the name of the object that the body is
  std::string_view dialect; ///< empty: all dialects of the system
  std::string_view tag{}, summary{};
  std::span<const assay::api_response> responses{};
  /// The member of the body that is the array of objects. Empty if the body is the object.
  std::string_view batch_member{};
  bool takes_bare = false; ///< also accept a body that is a single object
};

/// Converts a route of the table of a system.
template <class Route>
wire_route wire_route_of(const Route& r, std::string_view dialect = {}) {
  wire_route out{r.method, r.path, r.object, dialect};
  out.summary = r.summary;
  out.responses = r.responses;
  if constexpr (requires { r.tag; }) out.tag = r.tag;
  if constexpr (requires { r.batch_member; }) {
    out.batch_member = r.batch_member;
    out.takes_bare = r.takes_bare;
  }
  return out;
}

/// A system whose objects the tool knows.
///
/// Each system has a file in systems/ that defines the function of its name, a declaration in
/// systems/systems.hpp, and an entry in the list of system_list.cpp.
struct wire_system {
  std::string_view name;
  std::string_view about;
  std::string_view standard; ///< the name of the default object; empty if an object must be named
  std::vector<wire_dialect> dialects{};
  std::vector<wire_object> objects{};
  std::vector<wire_route> routes{};
  /// Requests whose bodies contain objects. A line is never such a body.
  std::vector<wire_route> batch_routes{};
  assay::api_info api{};
  /// Whether other segments may precede the path of a route, as in a client's base URL.
  bool takes_base_path = false;

  /// Returns whether the selected dialect `asked` includes the dialect `its`. An empty name means
  /// all dialects.
  bool is_meant(std::string_view its, std::string_view asked) const noexcept {
    if (its.empty() || asked.empty() || its == asked) return true;
    for (const wire_dialect& d : dialects)
      if (d.name == its) return d.part_of == asked;
    return false;
  }
};

} // namespace tool
