#pragma once

/// What many events tell: whether their names follow the conventions, whether they follow the
/// patterns, and what they have in common.

#include "assay/analysis/events.hpp"
#include "assay/analysis/naming.hpp"
#include "assay/analysis/patterns.hpp"
#include "assay/analysis/sequences.hpp"
