// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Timestamps, idempotency keys, ULIDs, UUIDs and span ids.
///
/// They are made from times and random bytes that the caller passes. The functions of
/// system_source.hpp take these from the operating system instead.

#include "assay/identity/derived_event_id.hpp"
#include "assay/identity/event_id.hpp"
#include "assay/identity/fixed_text.hpp"
#include "assay/identity/idempotency_key.hpp"
#include "assay/identity/nonce.hpp"
#include "assay/identity/random_bytes.hpp"
#include "assay/identity/rfc3339.hpp"
#include "assay/identity/span_id.hpp"
#include "assay/identity/system_source.hpp"
#include "assay/identity/timestamp.hpp"
#include "assay/identity/ulid.hpp"
#include "assay/identity/uuid.hpp"
