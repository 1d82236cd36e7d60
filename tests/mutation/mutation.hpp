// SPDX-License-Identifier: BSL-1.0
#pragma once

// Selects the active mutant, for headers that contain all of them (mutants.py). The compiler's
// command line includes this file before everything else.

#include <cstdio>
#include <cstdlib>
#include <type_traits>

// The mutant that constant evaluation uses, for mutants that only have an effect at compile time.
#ifndef ASSAY_MUTANT
#define ASSAY_MUTANT 0
#endif

namespace assay_mutation {

inline constexpr int most = 1 << 20; // ids are smaller (BLOCK in judge.py)

/// The active mutant; 0 for none.
inline int active = [] {
  const char* const text = std::getenv("ASSAY_MUTANT");
  return text != nullptr ? std::atoi(text) : ASSAY_MUTANT;
}();

/// Whether the region whose first mutant has this id was reached.
inline bool reached[most];

/// Writes the regions that were reached to the file named by ASSAY_REACHED.
struct reach_writer {
  ~reach_writer() {
    const char* const path = std::getenv("ASSAY_REACHED");
    std::FILE* const file = path != nullptr ? std::fopen(path, "w") : nullptr;
    if (file == nullptr) return;
    for (int i = 0; i < most; ++i)
      if (reached[i]) std::fprintf(file, "%d\n", i);
    std::fclose(file);
  }
};
inline const reach_writer at_exit;

constexpr bool any(int first, int last) noexcept {
  if (std::is_constant_evaluated()) return first <= ASSAY_MUTANT && ASSAY_MUTANT <= last;
  reached[first] = true;
  return first <= active && active <= last;
}

constexpr bool is(int mutant) noexcept {
  return std::is_constant_evaluated() ? mutant == ASSAY_MUTANT : mutant == active;
}

} // namespace assay_mutation
