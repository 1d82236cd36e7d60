// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <assay/promptetheus.hpp>

extern template class assay::instances_of<assay::promptetheus::event>;
