// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Noveum: span events, spans, traces and the request that exports them. Includes the functions
/// that check, read and write them. For functions that analyze many events, include
/// `assay/analysis.hpp`.

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/noveum/export_request.hpp"
#include "assay/noveum/objects.hpp"
#include "assay/noveum/routes.hpp"
