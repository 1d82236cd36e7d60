// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Trajectory: telemetry events, and the traces that they belong to. To send them, include
/// `batch/trajectory.hpp`.

#include "assay/identity/derived_event_id.hpp"
#include "assay/json/lines.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/trajectory/objects.hpp"
#include "assay/trajectory/trace_context.hpp"
