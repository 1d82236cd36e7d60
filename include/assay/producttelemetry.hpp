// SPDX-License-Identifier: BSL-1.0
#pragma once

/// ProductTelemetry: track and error events, identification and deletion. Includes the functions
/// that check, read and write the requests. To make events, with settings, a queue and the timing
/// of requests, include `producttelemetry/client.hpp`.

#include "assay/json/lines.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/producttelemetry/objects.hpp"
#include "assay/producttelemetry/routes.hpp"
