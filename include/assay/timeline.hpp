// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The timeline: ordered events, irregularities of the order, and the tree of spans. For the events
/// of a system, also include its adapter, such as `assay/timeline/promptetheus.hpp`.

#include "assay/timeline/event_log.hpp"
#include "assay/timeline/irregularities.hpp"
#include "assay/timeline/ordering.hpp"
#include "assay/timeline/span_tree.hpp"
#include "assay/timeline/tree_json.hpp"
#include "assay/timeline/tree_text.hpp"
