// SPDX-License-Identifier: BSL-1.0
#include "declared.hpp"

template class assay::instances_of<assay::promptetheus::event>;
