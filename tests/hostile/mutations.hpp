// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace hostile {

/// The changes that are made to each event. 1: all of them; n: every n-th.
struct mutation_plan {
  std::size_t every_cut = 1;
  std::size_t every_byte = 1;
  std::size_t recorded = 0; ///< recorded events of each system, if there is a corpus
};

/// The results.
struct mutation_counts {
  std::size_t fixtures = 0, recorded = 0, texts = 0;
  std::size_t accepted = 0, rejected = 0; ///< verdicts; three levels for each text
  std::vector<std::string> findings;
};

/// Cuts events of every system off at every byte, and replaces every byte by every other.
mutation_counts mutate_all(const mutation_plan& plan);

} // namespace hostile
