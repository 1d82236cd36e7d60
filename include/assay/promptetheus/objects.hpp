// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/promptetheus/event.hpp"
#include "assay/promptetheus/trace.hpp"

namespace assay::promptetheus {

/// Calls `f.template operator()<T>(name)` for each top-level wire object of the system: `event` as
/// "event".
template <class F>
constexpr void for_each_object(F f) {
  f.template operator()<event>("event");
  f.template operator()<trace>("trace");
}

} // namespace assay::promptetheus
