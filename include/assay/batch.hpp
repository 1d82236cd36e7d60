// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Groups events into requests, sends them with retries, and reads and writes request bodies,
/// verdicts and responses. For the events of a system, also include its adapter, such as
/// `assay/batch/promptetheus.hpp`.

#include "assay/batch/batch_validator.hpp"
#include "assay/batch/body.hpp"
#include "assay/batch/chunk.hpp"
#include "assay/batch/chunker.hpp"
#include "assay/batch/chunks.hpp"
#include "assay/batch/content_digest.hpp"
#include "assay/batch/dedupe_window.hpp"
#include "assay/batch/http_date.hpp"
#include "assay/batch/outcome.hpp"
#include "assay/batch/push.hpp"
#include "assay/batch/push_machine.hpp"
#include "assay/batch/push_response.hpp"
#include "assay/batch/push_result.hpp"
#include "assay/batch/request_stack.hpp"
#include "assay/batch/response_objects.hpp"
#include "assay/batch/responses.hpp"
#include "assay/batch/retry.hpp"
#include "assay/batch/verdict.hpp"
#include "assay/batch/wrapper.hpp"
