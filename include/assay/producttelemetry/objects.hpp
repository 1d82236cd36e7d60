// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/producttelemetry/event.hpp"
#include "assay/producttelemetry/requests.hpp"

namespace assay::producttelemetry {

/// Calls `f.template operator()<T>(name)` for each top-level wire object of the system:
/// `ingest_request` as "ingest_request".
template <class F>
constexpr void for_each_object(F f) {
  f.template operator()<event>("event");
  f.template operator()<ingest_request>("ingest_request");
  f.template operator()<identify_request>("identify_request");
  f.template operator()<deletion_request>("deletion_request");
}

} // namespace assay::producttelemetry
