// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Noveum: span events, spans, traces and the request that exports them. Includes what checks,
/// reads and writes them. For what examines events, such as naming conventions, see `analysis/`.

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/noveum/export_request.hpp"
#include "assay/noveum/objects.hpp"
#include "assay/noveum/routes.hpp"
