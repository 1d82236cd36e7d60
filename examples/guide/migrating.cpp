// SPDX-License-Identifier: BSL-1.0

// Before a gateway becomes stricter: counts which stored events it would reject, and why.

// [program]
#include <assay/promptetheus.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

using assay::promptetheus::event;

int main(int argc, char** argv) {
  const char* const path = argc > 1 ? argv[1] : "sample.ndjson";
  std::ifstream file(path, std::ios::binary);
  const std::string stored((std::istreambuf_iterator<char>(file)), {});
  if (!file || stored.empty()) {
    std::cerr << "cannot read " << path << '\n';
    return 1;
  }

  assay::validator<event> now({.level = assay::level::published});
  assay::validator<event> next({.level = assay::level::strict});
  std::map<std::string, int> reasons;
  int accepted = 0, lost = 0;
  for (assay::line_reader<event> lines(stored); lines.next();) {
    if (!now.check(lines.text())) continue;
    ++accepted;
    if (next.check(lines.text())) continue;
    ++lost;
    for (const assay::violation& v : next.report().violations())
      if (v.severity == assay::severity::error)
        ++reasons[v.path + " [" + std::string(name_of(v.code)) + ']'];
  }

  std::cout << accepted << " events are accepted, strict rejects " << lost << " of them\n";
  for (const auto& [reason, count] : reasons) std::cout << count << " x " << reason << '\n';
}
// [/program]
