// SPDX-License-Identifier: BSL-1.0
#include "instances.hpp"

template class assay::instances_of<assay::promptetheus::event>;
