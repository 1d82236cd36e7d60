// SPDX-License-Identifier: BSL-1.0
#pragma once

// Which mutant is at work, for headers that carry them all (mutants.py). Included by the compiler's
// command line before everything else.

#include <cstdio>
#include <cstdlib>
#include <type_traits>

// The mutant that constant evaluation sees, too: where one exists only while the compiler runs.
#ifndef ASSAY_MUTANT
#define ASSAY_MUTANT 0
#endif

namespace assay_mutation {

inline constexpr int most = 1 << 20; // ids are below it (BLOCK in judge.py)

/// The mutant at work; 0 for none.
inline int active = [] {
  const char* const text = std::getenv("ASSAY_MUTANT");
  return text != nullptr ? std::atoi(text) : ASSAY_MUTANT;
}();

/// Whether the region was reached whose first mutant this is.
inline bool reached[most];

/// Writes the regions that were reached to the file that ASSAY_REACHED names.
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
