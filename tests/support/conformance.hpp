#pragma once

#include "assay/error/report.hpp"
#include "assay/json/json_scanner.hpp"

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

// The files of tests/json/conformance, which says how they are named, and what assay says of a
// text's grammar alone.

namespace assay_test {

/// What is wrong with a text as JSON.
struct json_fault {
  assay::code code{};
  std::size_t offset = 0;
  friend bool operator==(const json_fault&, const json_fault&) = default;
};

/// The first fault of a text that is to be one JSON value, white space around it allowed; nothing
/// when it is one.
inline std::optional<json_fault> find_json_fault(std::string_view text,
                                                 const assay::options& o = {}) {
  const std::string copy(text); // ends in a NUL, as the scanner asks for
  assay::json_scanner scanner(o);
  scanner.start(copy, assay::text_end::nul);
  const char* p = scanner.value(scanner.skip_space(copy.c_str()), scanner.max_depth());
  if (p != nullptr && !scanner.is_end(p = scanner.skip_space(p)))
    scanner.fail(assay::code::trailing_content, p, "the end of the text");
  if (!scanner.has_fault()) return std::nullopt;
  assay::report report;
  scanner.put_report(report);
  const assay::violation& v = report.violations().front();
  return json_fault{v.code, v.offset.value()};
}

/// A file of the set.
struct json_example {
  std::string name; ///< "invalid/invalid_escape/letter_a@1"
  std::string text;
  bool is_open = false;              ///< RFC 8259 leaves to the reader whether it takes the text
  std::optional<json_fault> fault{}; ///< what assay must find; nothing where it must accept

  bool accepted() const noexcept { return !fault; }
};

/// What a file's path in the set says of it; ends the program where the path is of another form.
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

/// The whole set, in the order of its names.
inline std::vector<json_example> conformance_set() {
  const std::filesystem::path set = ASSAY_SOURCE_DIR "/tests/json/conformance";
  std::vector<json_example> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(set))
    if (entry.path().extension() == ".json") out.push_back(example_of(entry.path(), set));
  std::ranges::sort(out, {}, &json_example::name);
  return out;
}

} // namespace assay_test
