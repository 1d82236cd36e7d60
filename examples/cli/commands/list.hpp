#pragma once

#include "command.hpp"

#include <memory>

namespace tool {

/// `assay list`: shows the systems, their objects, dialects and routes.
std::unique_ptr<command> make_list();

} // namespace tool
