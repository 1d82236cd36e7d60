// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Analyzes many events: checks of their names and patterns, frequent names, errors and sequences,
/// and the parts of a schema that occur in them.

#include "assay/analysis/coverage_json.hpp"
#include "assay/analysis/coverage_summary.hpp"
#include "assay/analysis/coverage_text.hpp"
#include "assay/analysis/events.hpp"
#include "assay/analysis/naming.hpp"
#include "assay/analysis/patterns.hpp"
#include "assay/analysis/schema_coverage.hpp"
#include "assay/analysis/sequences.hpp"
