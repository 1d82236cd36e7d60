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

/// The object that `--as`, `--dialect`, `--route` and `--method` select.
class object_choice {
 public:
  /// Adds the options.
  void add_to(CLI::App& app);
  /// Accepts the object also as an argument without `--as`. For commands that read no files; call
  /// after `add_to`.
  void add_position_to(CLI::App& app);

  /// Returns whether any of the options was used.
  bool is_given() const noexcept { return is_given_; }
  /// Returns the selected object. Throws `usage_error`, whose message lists the valid values.
  const wire_object& find() const;
  /// Returns whether a whole system is selected, without an object or a route.
  bool is_system() const noexcept {
    return as_.find('.') == as_.npos && route_.empty() && method_.empty();
  }
  /// Returns the system that is selected as a whole, in one dialect or in all. Throws `usage_error`
  /// if an object or a route is named.
  const wire_system& find_system() const;
  /// Returns the value of `--dialect`, or an empty text.
  std::string_view dialect() const noexcept { return dialect_; }
  /// Returns the name of the system. Precondition: `find` has succeeded.
  std::string_view system() const noexcept {
    return std::string_view(as_).substr(0, as_.find('.'));
  }

 private:
  void note(CLI::Option* option);

  std::string as_ = "promptetheus", dialect_, route_, method_;
  bool is_given_ = false;
};

/// Returns the name of the object for `--as`.
inline std::string full_name(const wire_system& system, std::string_view object) {
  return std::string(system.name) + '.' += object;
}

} // namespace tool
