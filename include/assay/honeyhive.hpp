// SPDX-License-Identifier: BSL-1.0
#pragma once

/// HoneyHive: sessions, events and batches of events, in all dialects of its interface. Includes
/// the functions that check, read and write them.

#include "assay/honeyhive/batch.hpp"
#include "assay/honeyhive/objects.hpp"
#include "assay/honeyhive/requests.hpp"
#include "assay/honeyhive/responses.hpp"
#include "assay/honeyhive/routes.hpp"
#include "assay/honeyhive/single_session.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
