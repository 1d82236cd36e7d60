// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace assay_test {

/// A file of fuzz/seeds or fuzz/generated/promptetheus: a valid or an invalid event.
struct seed {
  std::string name;
  std::string text; ///< without the line break at its end
};

/// Returns all of them, sorted by name.
inline std::vector<seed> seeds() {
  std::vector<seed> all;
  const std::filesystem::path fuzz = ASSAY_SOURCE_DIR "/fuzz";
  for (const auto& directory : {fuzz / "seeds", fuzz / "generated" / "promptetheus"})
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
      if (entry.path().extension() != ".json") continue; // skips ids, dates and names
      std::ifstream in(entry.path(), std::ios::binary);
      std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
      if (text.ends_with('\n')) text.pop_back();
      all.push_back({entry.path().stem().string(), std::move(text)});
    }
  if (all.empty()) throw std::runtime_error("no seeds in " ASSAY_SOURCE_DIR "/fuzz");
  std::sort(all.begin(), all.end(), [](const seed& a, const seed& b) { return a.name < b.name; });
  return all;
}

} // namespace assay_test
