// assay_bench [--quick] [--huge] [--output DIRECTORY] [--tool PATH] [PART...]
//
// PART: contenders, portable, rejected, scaling, chunking, ordering, systems, tool, compilation.
// docs/performance.md says what each of them is.
#include "measure.hpp"

#include <cstdio>
#include <exception>
#include <functional>

namespace {

bool parse(int argc, char** argv, bench::plan& p, std::vector<std::string>& parts) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view a = argv[i];
    if (a == "--quick") p.quick = true;
    else if (a == "--huge") p.huge = true;
    else if (a == "--output" && i + 1 < argc) p.directory = argv[++i];
    else if (a == "--tool" && i + 1 < argc) p.tool = argv[++i];
    else if (!a.starts_with('-')) parts.emplace_back(a);
    else return false;
  }
  return !parts.empty();
}

} // namespace

void bench::publish(const plan& p, std::string_view name, std::string_view text) {
  std::printf("\n%.*s\n", static_cast<int>(text.size()), text.data());
  std::fflush(stdout);
  if (p.directory.empty()) return;
  const std::string path = p.directory + "/" + std::string(name) + ".md";
  std::FILE* const file = std::fopen(path.c_str(), "w");
  if (file == nullptr) throw std::runtime_error("cannot write " + path);
  std::fwrite(text.data(), 1, text.size(), file);
  std::fclose(file);
}

int main(int argc, char** argv) try {
  bench::plan p;
  std::vector<std::string> parts;
  if (!parse(argc, argv, p, parts)) {
    std::fputs("usage: assay_bench [--quick] [--huge] [--output DIRECTORY] [--tool PATH] PART...\n",
               stderr);
    return 2;
  }
  for (const std::string& part : parts) {
    if (part == "contenders" || part == "portable") bench::measure_contenders(p, part);
    else if (part == "rejected") bench::measure_rejected(p);
    else if (part == "scaling") bench::measure_scaling(p);
    else if (part == "chunking") bench::measure_chunking(p);
    else if (part == "ordering") bench::measure_ordering(p);
    else if (part == "systems") bench::measure_systems(p);
    else if (part == "tool") bench::measure_tool(p);
    else if (part == "compilation") bench::measure_compilation(p);
    else return std::fprintf(stderr, "unknown part: %s\n", part.c_str()), 2;
  }
  return 0;
} catch (const std::exception& e) {
  std::fprintf(stderr, "%s\n", e.what());
  return 1;
}
