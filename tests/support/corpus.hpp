#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay_test {

/// The lines of a file of recorded events, or nothing when there is no corpus: it is not part of the project. Its directory is
/// $ASSAY_CORPUS, else ../shared/corpus beside the project.
inline std::optional<std::vector<std::string>> corpus_lines(std::string_view file) {
  const char* const named = std::getenv("ASSAY_CORPUS");
  const std::filesystem::path directory = named != nullptr ? named : ASSAY_SOURCE_DIR "/../shared/corpus";
  std::ifstream in(directory / file, std::ios::binary);
  if (!in) return std::nullopt;
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  return lines;
}

} // namespace assay_test
