// SPDX-License-Identifier: BSL-1.0

// Input of compilation.cpp: the file with the code that assay_instances.cpp uses.
#include <assay/promptetheus.hpp>

template class assay::instances_of<assay::promptetheus::event>;
