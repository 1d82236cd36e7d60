// SPDX-License-Identifier: BSL-1.0

// Measures compile time: of one file that reads and writes all 16 types, with each library; of the
// same file when another file contains the code; and of a file that only includes all of assay.
#include "child.hpp"
#include "measure.hpp"

#include <cstdlib>

namespace bench {
namespace {

void measure_compilation(const plan& p) {
  struct entry {
    std::string_view name, file;
  };
  constexpr entry entries[] = {
      {"assay: check, read and write", "assay.cpp"},
      {"assay: the same, with the code in another file", "assay_instances.cpp"},
      {"assay: that file", "instances.cpp"},
      {"Boost.JSON and Describe: read and write", "boost_describe.cpp"},
      {"nlohmann/json and its macros: read and write", "nlohmann.cpp"},
      {"assay: nothing but `#include <assay/assay.hpp>`", "include.cpp"}};
  constexpr std::string_view levels[] = {"-O0", "-O2"};
  constexpr std::size_t count = std::size(entries);
  series times[count][2], memory[count][2];
  for (int round = 0; round < (p.quick ? 1 : 5); ++round)
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t l = 0; l < 2; ++l) {
        const usage u =
            run_child({BENCH_COMPILER, "-std=c++20", std::string(levels[l]), "-I",
                       BENCH_INCLUDE_DIRECTORY, "-c", "-o", "/dev/null",
                       BENCH_SOURCE_DIRECTORY "/compile/" + std::string(entries[i].file)});
        if (u.status != 0) std::exit(1);
        times[i][l].add(u.seconds);
        memory[i][l].add(u.megabytes);
      }
  table out({"One file, all 16 types", "-O0, s", "-O0, MB", "-O2, s", "-O2, MB"});
  for (std::size_t i = 0; i < count; ++i)
    out.row({std::string(entries[i].name), fixed(times[i][0].median(), 2),
             fixed(memory[i][0].median(), 0), fixed(times[i][1].median(), 2),
             fixed(memory[i][1].median(), 0)});
  publish(p, "compilation", out.text());
}

const add_part compilation_part("compilation", measure_compilation);

} // namespace
} // namespace bench
