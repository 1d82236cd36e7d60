// SPDX-License-Identifier: BSL-1.0

// HoneyHive's batches, events and sessions; reads any text as each of them. object_laws.hpp
// describes the checks.

#include "mutator.hpp"
#include "object_laws.hpp"

#include <assay/honeyhive.hpp>

namespace honeyhive = assay::honeyhive;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  assay_fuzz::check_object<honeyhive::event_batch<honeyhive::dialect::v1>>(in.text(), in.options());
  assay_fuzz::check_object<honeyhive::model_event_batch<honeyhive::dialect::v0>>(in.text(),
                                                                                 in.options());
  assay_fuzz::check_object<honeyhive::event_request<honeyhive::dialect::public_api>>(in.text(),
                                                                                     in.options());
  assay_fuzz::check_object<honeyhive::session_request<honeyhive::dialect::legacy>>(in.text(),
                                                                                   in.options());
  return 0;
}
ASSAY_FUZZ_MUTATES(honeyhive::event_batch<honeyhive::dialect::v1>);
