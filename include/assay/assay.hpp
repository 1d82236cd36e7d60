// SPDX-License-Identifier: BSL-1.0
#pragma once

/// @file
///
/// Includes all of assay except the test kit and the schema writers. The bridge to Boost.JSON is
/// included.
///
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

// Headers that need Boost.JSON, and adapters of systems in folders that do not depend on a system.
#include "assay/batch/honeyhive.hpp"
#include "assay/batch/honeyhive_responses.hpp"
#include "assay/batch/promptetheus.hpp"
#include "assay/batch/trajectory.hpp"
#include "assay/json/boost_json.hpp"
#include "assay/timeline/promptetheus.hpp"

// Headers that make events.
#include "assay/producttelemetry/client.hpp"
#include "assay/promptetheus/span_stack.hpp"
