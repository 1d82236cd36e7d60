// SPDX-License-Identifier: BSL-1.0

// Trajectory's telemetry events; reads any text as each of them. object_laws.hpp describes the
// checks.

#include "mutator.hpp"
#include "object_laws.hpp"

#include <assay/trajectory.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  assay_fuzz::check_object<assay::trajectory::telemetry_event>(in.text(), in.options());
  return 0;
}
ASSAY_FUZZ_MUTATES(assay::trajectory::telemetry_event);
