// SPDX-License-Identifier: BSL-1.0
#include <assay/promptetheus.hpp>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

// Checks that the installed seeds of Promptetheus exist and are accepted, and that the dictionary
// has its words.
int main(int, char** argv) {
  const std::filesystem::path share = argv[1];
  const auto contents = [](const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(share / "seeds" / "promptetheus")) {
    if (!assay::check<assay::promptetheus::event>(contents(file.path()))) return 1;
    ++count;
  }
  const std::string words = contents(share / "dictionaries" / "promptetheus.dict");
  return count >= 16 && words.find("session_id") != words.npos ? 0 : 1;
}
