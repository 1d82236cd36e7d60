// SPDX-License-Identifier: BSL-1.0

// [definition]
#include "events.hpp"

template class assay::instances_of<assay::promptetheus::event>;
// [/definition]
