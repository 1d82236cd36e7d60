// SPDX-License-Identifier: BSL-1.0

// assay_bench [--quick] [--huge] [--output DIRECTORY] [--tool PATH] PART...
// assay_bench --processor
//
// docs/performance.md describes the parts. The second form prints the name of the processor.
#include "measure.hpp"
#include "processor.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <stdexcept>

namespace {

bool parse(int argc, char** argv, bench::plan& p, std::vector<std::string>& names) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view a = argv[i];
    if (a == "--quick") p.quick = true;
    else if (a == "--huge") p.huge = true;
    else if (a == "--output" && i + 1 < argc) p.directory = argv[++i];
    else if (a == "--tool" && i + 1 < argc) p.tool = argv[++i];
    else if (!a.starts_with('-')) names.emplace_back(a);
    else return false;
  }
  return !names.empty();
}

} // namespace

void bench::publish(const plan& p, std::string_view name, std::string_view found) {
  // Each result begins with the processor's name: in a line above a table, or before other text.
  std::string text("*");
  text.append(processor_name()).append(found.starts_with('|') ? "*\n\n" : "*: ").append(found);
  std::printf("\n%s\n", text.c_str());
  std::fflush(stdout);
  if (p.directory.empty()) return;
  const std::string path = p.directory + "/" + std::string(name) + ".md";
  std::FILE* const file = std::fopen(path.c_str(), "w");
  if (file == nullptr) throw std::runtime_error("cannot write " + path);
  std::fwrite(text.data(), 1, text.size(), file);
  std::fclose(file);
}

int main(int argc, char** argv) try {
  if (argc == 2 && std::string_view(argv[1]) == "--processor") {
    std::puts(bench::processor_name().c_str());
    return 0;
  }
  bench::plan p;
  std::vector<std::string> names;
  if (!parse(argc, argv, p, names)) {
    std::string known;
    for (const bench::part& part : bench::parts()) known.append(" ").append(part.name);
    std::fprintf(
        stderr,
        "usage: assay_bench [--quick] [--huge] [--output DIRECTORY] [--tool PATH] PART...\n"
        "       assay_bench --processor\nPART:%s\n",
        known.c_str());
    return 2;
  }
  for (const std::string& name : names) {
    const auto part = std::find_if(bench::parts().begin(), bench::parts().end(),
                                   [&](const bench::part& one) { return one.name == name; });
    if (part == bench::parts().end())
      return std::fprintf(stderr, "unknown part: %s\n", name.c_str()), 2;
    part->measure(p);
  }
  return 0;
} catch (const std::exception& e) {
  std::fprintf(stderr, "%s\n", e.what());
  return 1;
}
