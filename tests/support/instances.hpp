// SPDX-License-Identifier: BSL-1.0
#pragma once

// Most tests use Promptetheus' event. Its readers and writers are compiled once, in instances.cpp,
// for programs that link it (docs/guide/performance.md, "Compile time"). It is enough that one file
// of a folder includes this, because a folder's tests are compiled as one unit.
#ifdef ASSAY_SHARED_INSTANCES
#include <assay/promptetheus.hpp>

extern template class assay::instances_of<assay::promptetheus::event>;
#endif
