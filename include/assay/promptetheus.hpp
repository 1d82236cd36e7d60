// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Promptetheus: the event stream of agent traces. Includes the functions that check, read and
/// write it. To make events, with clocks and random numbers, include `promptetheus/session.hpp` and
/// `promptetheus/span_stack.hpp`.

#include "assay/json/lines.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/promptetheus/event.hpp"
#include "assay/promptetheus/header.hpp"
#include "assay/promptetheus/objects.hpp"
#include "assay/promptetheus/routes.hpp"
#include "assay/promptetheus/trace.hpp"
