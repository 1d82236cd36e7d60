// SPDX-License-Identifier: BSL-1.0

// What compilation.cpp measures: the file that has the code which assay_instances.cpp uses.
#include <assay/promptetheus.hpp>

template class assay::instances_of<assay::promptetheus::event>;
