// SPDX-License-Identifier: BSL-1.0
#pragma once

/// One view of all systems: records made from any system's events, for the timeline and for
/// analysis.

#include "assay/common/analysis.hpp"
#include "assay/common/honeyhive.hpp"
#include "assay/common/noveum.hpp"
#include "assay/common/producttelemetry.hpp"
#include "assay/common/promptetheus.hpp"
#include "assay/common/record.hpp"
#include "assay/common/timeline.hpp"
#include "assay/common/trajectory.hpp"
