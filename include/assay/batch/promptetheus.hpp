// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/batch_validator.hpp"
#include "assay/batch/chunks.hpp"
#include "assay/batch/responses.hpp"
#include "assay/promptetheus/event.hpp"

namespace assay::promptetheus {

/// Checks the body of `POST /api/traces/{session}/events`: `{"events":[...]}`, or one bare event.
///
/// Pass the session of the URL to `check`: the reference implementation stores all events under it,
/// whatever their own `session_id`.
using batch_validator =
    assay::batch_validator<event, &event::session_id, &event::idempotency_key, &event::seq>;

} // namespace assay::promptetheus
