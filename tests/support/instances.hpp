// SPDX-License-Identifier: BSL-1.0
#pragma once

// What most tests are about is an event of promptetheus: its readers and writers are compiled once,
// in instances.cpp, where programs are linked with that (docs/guide.md, "A program of many files").
// A folder's tests are compiled as one, so that it is enough that one of their files includes this.
#ifdef ASSAY_SHARED_INSTANCES
#include <assay/promptetheus.hpp>

extern template class assay::instances_of<assay::promptetheus::event>;
#endif
