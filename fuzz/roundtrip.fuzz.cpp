// SPDX-License-Identifier: BSL-1.0

// Every accepted event is read, written and read again: nothing may be lost.

#include "mutator.hpp"
#include "roundtrip.hpp"

#include <assay/promptetheus.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  assay::options o = in.options();
  for (const assay::level l : assay_fuzz::levels) {
    o.level = l;
    assay_fuzz::check_roundtrip<assay::promptetheus::event>(in.text(), o);
  }
  return 0;
}
ASSAY_FUZZ_MUTATES(assay::promptetheus::event);
