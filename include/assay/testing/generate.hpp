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

/// A text of that kind, with the verdict that it must get from a validator with these options: what
/// `valid<T>`, `almost_valid<T>` or `hostile<T>` make of the source's choices.
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
