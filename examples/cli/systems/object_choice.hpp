// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "systems/wire_system.hpp"

#include <string>
#include <string_view>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace tool {

/// Which kind of object a stream holds: what `--as`, `--dialect`, `--route` and `--method` say.
class object_choice {
 public:
  /// Adds the options.
  void add_to(CLI::App& app);
  /// Lets the object stand without `--as`, too. For commands that read no files; after `add_to`.
  void add_position_to(CLI::App& app);

  /// Whether any of them was used.
  bool is_given() const noexcept { return is_given_; }
  /// What they ask for. Throws `usage_error`, which names what there is.
  const wire_object& find() const;
  /// Whether all of a system is asked for: neither an object nor a route.
  bool is_system() const noexcept {
    return as_.find('.') == as_.npos && route_.empty() && method_.empty();
  }
  /// The system, where all of it is asked for, in one of its dialects or in all: neither an object
  /// nor a route may be named. Throws `usage_error`, likewise.
  const wire_system& find_system() const;
  /// What `--dialect` says; empty: nothing.
  std::string_view dialect() const noexcept { return dialect_; }
  /// The name of that system, which `find` has found.
  std::string_view system() const noexcept {
    return std::string_view(as_).substr(0, as_.find('.'));
  }

 private:
  void note(CLI::Option* option);

  std::string as_ = "promptetheus", dialect_, route_, method_;
  bool is_given_ = false;
};

/// The name by which `--as` knows the object.
inline std::string full_name(const wire_system& system, std::string_view object) {
  return std::string(system.name) + '.' += object;
}

} // namespace tool
