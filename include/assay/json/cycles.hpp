// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <vector>

namespace assay {

/// Calls `use(i)` with one member of each cycle among the things 0 to `count` - 1, of which each is
/// within one other at most: `next(i)` tells within which, -1 (as Index has it) within none.
/// Linear; allocates `count` indices. `use` may change what its cycle's members are within.
template <class Index, class Next, class Use>
void for_each_cycle(Index count, Next next, Use use) {
  constexpr Index none = static_cast<Index>(-1);
  std::vector<Index> walk(count, none); // from where it was first reached
  for (Index start = 0; start < count; ++start) {
    Index i = start;
    for (; i != none && walk[i] == none; i = next(i)) walk[i] = start;
    if (i != none && walk[i] == start) use(i); // this walk has been here before
  }
}

} // namespace assay
