// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/schema.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace docs {

/// An object in one of the dialects.
struct dialect_object {
  std::string_view dialect; ///< empty if the system has none
  const assay::object_schema* schema;
};

/// A request whose body is the object.
struct object_route {
  std::string_view method, path;
  std::string_view dialect; ///< empty if the system has none
};

/// A top-level wire object, in all its dialects.
struct listed_object {
  std::string_view system, name;
  std::vector<dialect_object> dialects{};
  std::vector<object_route> routes{};

  /// Returns the name in the tool and of the page: "honeyhive.event_batch".
  std::string full_name() const { return std::string(system) + '.' + std::string(name); }
  /// Returns its type in C++, with `D` for the dialect if it differs between dialects.
  std::string cpp_name() const;
};

/// Returns the objects of all systems, grouped by system, each object once.
const std::vector<listed_object>& all_objects();

} // namespace docs
