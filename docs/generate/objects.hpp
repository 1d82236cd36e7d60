// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/schema.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace docs {

/// An object as one of the dialects has it.
struct dialect_object {
  std::string_view dialect; ///< empty where the system has none
  const assay::object_schema* schema;
};

/// A request whose body is the object.
struct object_route {
  std::string_view method, path;
  std::string_view dialect; ///< empty where the system has none
};

/// A wire object that stands by itself, in all its dialects.
struct listed_object {
  std::string_view system, name;
  std::vector<dialect_object> dialects{};
  std::vector<object_route> routes{};

  /// "honeyhive.event_batch", as the tool names it, and its page.
  std::string full_name() const { return std::string(system) + '.' + std::string(name); }
  /// Its type in C++; of one that differs in dialects, with `D` for the dialect.
  std::string cpp_name() const;
};

/// The objects of all systems, one system after another, each object once.
const std::vector<listed_object>& all_objects();

} // namespace docs
