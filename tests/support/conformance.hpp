// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/json_fault.hpp"

#include "assay/error/code.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The files of tests/json/conformance. Its README describes their names.

namespace assay_test {

/// A file of the set.
struct json_example {
  std::string name; ///< "invalid/invalid_escape/letter_a@1"
  std::string text;
  bool is_open = false;              ///< RFC 8259 lets parsers accept or reject the text
  std::optional<json_fault> fault{}; ///< the fault that assay must find; nothing if it must accept

  bool accepted() const noexcept { return !fault; }
};

/// Returns the expectations that a file's path in the set states. Ends the program if the path has
/// another form.
inline json_example example_of(const std::filesystem::path& file,
                               const std::filesystem::path& set) {
  const std::filesystem::path path = file.lexically_relative(set);
  json_example out;
  out.name = (path.parent_path() / path.stem()).generic_string();
  std::ifstream in(file, std::ios::binary);
  out.text.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  const std::string verdict = path.begin()->string();
  const std::string folder = path.parent_path().filename().string();
  out.is_open = verdict == "either";
  if (verdict == "valid" || (out.is_open && folder == "accepted")) return out;
  const auto row = std::ranges::find(assay::code_table, folder,
                                     [](const assay::code_row& r) { return name_of(r.code); });
  const std::size_t at = out.name.rfind('@');
  if (row == std::end(assay::code_table) || at == out.name.npos) std::abort();
  out.fault = {row->code, std::stoul(out.name.substr(at + 1))};
  return out;
}

/// Returns the whole set, sorted by name.
inline std::vector<json_example> conformance_set() {
  const std::filesystem::path set = ASSAY_SOURCE_DIR "/tests/json/conformance";
  std::vector<json_example> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(set))
    if (entry.path().extension() == ".json") out.push_back(example_of(entry.path(), set));
  std::ranges::sort(out, {}, &json_example::name);
  return out;
}

} // namespace assay_test
