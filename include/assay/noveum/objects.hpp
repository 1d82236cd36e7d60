// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/noveum/export_request.hpp"

namespace assay::noveum {

/// Calls `f.template operator()<T>(name)` for each top-level wire object of the system:
/// `span_event` as "span_event".
template <class F>
constexpr void for_each_object(F f) {
  f.template operator()<trace>("trace");
  f.template operator()<span>("span");
  f.template operator()<span_event>("span_event");
  f.template operator()<export_request>("export_request");
}

} // namespace assay::noveum
