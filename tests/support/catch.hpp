// SPDX-License-Identifier: BSL-1.0
#pragma once

// The only file that includes Catch2: version 3 has catch_all.hpp, version 2 is a single header.
// In all test files, failing comparisons show values instead of {?}.
#define CATCH_CONFIG_ENABLE_ALL_STRINGMAKERS // optionals, pairs, variants
#include "assay/testing/catch2_printers.hpp"
