// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Codes, paths, violations and reports: what is wrong with an event, and where.

#include "assay/error/code.hpp"
#include "assay/error/error_code.hpp"
#include "assay/error/kind.hpp"
#include "assay/error/path.hpp"
#include "assay/error/position.hpp"
#include "assay/error/report.hpp"
#include "assay/error/violation.hpp"
#include "assay/error/write_result.hpp"
