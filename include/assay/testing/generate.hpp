// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/options.hpp"
#include "assay/testing/almost_valid.hpp"
#include "assay/testing/hostile.hpp"
#include "assay/testing/sample.hpp"
#include "assay/testing/sample_kind.hpp"
#include "assay/testing/source.hpp"
#include "assay/testing/valid.hpp"

namespace assay::testing {

/// Returns a text of that kind, made from the source, with the verdict that a validator with these
/// options must give. It calls `valid<T>`, `almost_valid<T>` or `hostile<T>`.
template <class T>
sample generate(sample_kind k, source& from, const options& o = {}) {
  switch (k) {
  case sample_kind::almost_valid: return almost_valid<T>(from, o.level);
  case sample_kind::hostile: return hostile<T>(from, o);
  case sample_kind::valid: break;
  }
  return {valid<T>(from, o.level)};
}

} // namespace assay::testing
