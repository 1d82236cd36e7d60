// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay_test {

/// Returns the lines of a file of recorded events, or nothing if there is no corpus. The corpus is
/// not part of the project. Its directory is $ASSAY_CORPUS, else ../shared/corpus next to the
/// project.
inline std::optional<std::vector<std::string>> corpus_lines(std::string_view file) {
  const char* const named = std::getenv("ASSAY_CORPUS");
  const std::filesystem::path directory =
      named != nullptr ? named : ASSAY_SOURCE_DIR "/../shared/corpus";
  std::ifstream in(directory / file, std::ios::binary);
  if (!in) return std::nullopt;
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  return lines;
}

/// The same for a test that does nothing without a corpus: returns no lines and prints a warning if
/// there is none.
inline std::vector<std::string> recorded_lines(std::string_view file) {
  std::optional<std::vector<std::string>> lines = corpus_lines(file);
  if (!lines)
    WARN("skipped: there is no corpus of recorded events (set ASSAY_CORPUS to its directory)");
  return std::move(lines).value_or(std::vector<std::string>());
}

} // namespace assay_test
