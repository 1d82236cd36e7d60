#pragma once

/// All of assay, the bridge to Boost.JSON included. A system's own header, such as
/// assay/promptetheus.hpp, compiles faster.

#include "assay/analysis.hpp"
#include "assay/batch/honeyhive.hpp"
#include "assay/batch/promptetheus.hpp"
#include "assay/batch/push.hpp"
#include "assay/batch/trajectory.hpp"
#include "assay/common.hpp"
#include "assay/common/analysis.hpp"
#include "assay/honeyhive.hpp"
#include "assay/identity/derived_event_id.hpp"
#include "assay/json/boost_json.hpp"
#include "assay/json/report_json.hpp"
#include "assay/json/result.hpp"
#include "assay/noveum.hpp"
#include "assay/producttelemetry.hpp"
#include "assay/producttelemetry/client.hpp"
#include "assay/promptetheus.hpp"
#include "assay/promptetheus/span_stack.hpp"
#include "assay/timeline.hpp"
#include "assay/timeline/promptetheus.hpp"
#include "assay/trajectory.hpp"
