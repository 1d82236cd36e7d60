// SPDX-License-Identifier: BSL-1.0
#pragma once

/// ProductTelemetry: track and error events, identify and deletion. Everything to check, read and
/// write their requests. What makes events and decides when they are sent, with settings and queue,
/// is in producttelemetry/client.hpp.

#include "assay/json/lines.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/producttelemetry/objects.hpp"
#include "assay/producttelemetry/routes.hpp"
