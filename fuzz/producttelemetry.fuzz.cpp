// SPDX-License-Identifier: BSL-1.0

// Product Telemetry's ingest requests and their events; reads any text as each of them.
// object_laws.hpp describes the checks.

#include "mutator.hpp"
#include "object_laws.hpp"

#include <assay/producttelemetry.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  assay_fuzz::check_object<assay::producttelemetry::ingest_request>(in.text(), in.options());
  return 0;
}
ASSAY_FUZZ_MUTATES(assay::producttelemetry::ingest_request);
