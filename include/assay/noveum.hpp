// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Noveum: span events, spans, traces and the request that exports them. Everything to check, read
/// and write them. What looks into events, such as the conventions for their names, is in
/// analysis/.

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/noveum/export_request.hpp"
#include "assay/noveum/objects.hpp"
#include "assay/noveum/routes.hpp"
