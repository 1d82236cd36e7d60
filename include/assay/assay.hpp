// SPDX-License-Identifier: BSL-1.0
#pragma once

/// All of assay, the bridge to Boost.JSON included: each folder's header, and what those leave out.
/// A system's own header, such as assay/promptetheus.hpp, compiles faster.

#include "assay/analysis.hpp"
#include "assay/batch.hpp"
#include "assay/common.hpp"
#include "assay/error.hpp"
#include "assay/honeyhive.hpp"
#include "assay/identity.hpp"
#include "assay/json.hpp"
#include "assay/noveum.hpp"
#include "assay/producttelemetry.hpp"
#include "assay/promptetheus.hpp"
#include "assay/schema.hpp"
#include "assay/timeline.hpp"
#include "assay/trajectory.hpp"
#include "assay/version.hpp"

// What needs Boost.JSON, and what knows a system where its folder does not.
#include "assay/batch/honeyhive.hpp"
#include "assay/batch/honeyhive_answers.hpp"
#include "assay/batch/promptetheus.hpp"
#include "assay/batch/trajectory.hpp"
#include "assay/json/boost_json.hpp"
#include "assay/timeline/promptetheus.hpp"

// What makes events.
#include "assay/producttelemetry/client.hpp"
#include "assay/promptetheus/span_stack.hpp"
