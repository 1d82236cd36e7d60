#pragma once

#include "wire_system.hpp"

#include <string>

namespace CLI {
class App;
}

namespace tool {

/// Which kind of object a stream holds: what `--as`, `--dialect`, `--route` and `--method` say.
class object_choice {
 public:
  /// Adds the options.
  void add_to(CLI::App& app);
  /// Lets the object stand without `--as`, too. For commands that read no files; after `add_to`.
  void add_position_to(CLI::App& app);

  /// What they ask for. Throws `usage_error`, which names what there is.
  const wire_object& find() const;

 private:
  std::string as_ = "promptetheus", dialect_, route_, method_;
};

/// The name by which `--as` knows the object.
inline std::string full_name(const wire_system& system, std::string_view object) {
  return std::string(system.name) + '.' += object;
}

} // namespace tool
