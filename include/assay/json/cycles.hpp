// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <vector>

namespace assay {

/// Calls `use(i)` with one member of each cycle among the objects 0 to `count` - 1. Each object is
/// within at most one other.
///
/// Linear; allocates `count` indices.
///
/// @param count the number of objects.
/// @param next `next(i)` returns the object that `i` is within, or `static_cast<Index>(-1)` if
/// there is none.
/// @param use may change what the members of its cycle are within.
template <class Index, class Next, class Use>
void for_each_cycle(Index count, Next next, Use use) {
  constexpr auto none = static_cast<Index>(-1);
  // The start of the walk that reached the object first.
  std::vector<Index> walk(count, none);
  for (Index start = 0; start < count; ++start) {
    Index i = start;
    for (; i != none && walk[i] == none; i = next(i)) walk[i] = start;
    if (i != none && walk[i] == start) use(i); // this walk has reached its own mark: a cycle
  }
}

} // namespace assay
