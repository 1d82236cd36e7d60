// SPDX-License-Identifier: BSL-1.0

// A gateway: events of any client come in as lines, and are passed on or put into quarantine with
// the reason.
#include <assay/promptetheus.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main() {
  std::ifstream file("sample.ndjson", std::ios::binary);
  const std::string block((std::istreambuf_iterator<char>(file)), {});

  // [check]
  assay::options options;
  options.level = assay::level::published;
  assay::line_reader<assay::promptetheus::event> lines(block, options);
  std::size_t passed_on = 0, quarantined = 0;
  while (lines.next()) {
    if (lines.accepted()) {
      const assay::promptetheus::header header =
          header_of(lines); // views into the line: nothing is copied
      if (header.seq.to_uint64() && !header.session_id.empty()) ++passed_on;
      continue;
    }
    ++quarantined;
    for (const assay::violation& v : lines.report().violations())
      std::cout << "line " << lines.line() << ": " << to_string(v) << '\n';
  }
  // [/check]
  std::cout << passed_on << " passed on, " << quarantined << " in quarantine\n";
  return passed_on != 0 && quarantined != 0 ? 0 : 1;
}
