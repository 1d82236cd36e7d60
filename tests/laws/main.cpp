// SPDX-License-Identifier: BSL-1.0

// Checks the laws of all objects: see laws.hpp.
//
//   assay_laws [EVENTS [FIRST_SEED [OBJECT]]]
//
// EVENTS: the total number of events, 100,000 by default. Exits with 0 if every law holds, with 1
// if one is broken, with 2 if an argument is wrong.

#include "laws.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <string_view>

namespace assay_laws {

namespace {

bool read_number(std::string_view text, std::uint64_t& to) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

int run(std::uint64_t events, std::uint64_t first_seed, std::string_view only) {
  std::vector<subject> subjects = all_subjects();
  std::erase_if(subjects, [&](const subject& s) { return !only.empty() && s.name != only; });
  if (subjects.empty()) {
    std::fputs("assay_laws: no object has this name\n", stderr);
    return 2;
  }
  constexpr level levels[] = {level::reference, level::published, level::strict};
  constexpr std::uint64_t events_a_seed = 3;
  const std::uint64_t each =
      std::max<std::uint64_t>(1, events / (events_a_seed * std::size(levels) * subjects.size()));
  tally total;
  for (const subject& s : subjects) {
    tally one;
    const auto start = std::chrono::steady_clock::now();
    for (const level at : levels)
      for (std::uint64_t i = 0; i < each; ++i) s.check(s.name, at, first_seed + i, one);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    std::printf("%-46s %9zu events %8.1f us each%s\n", s.name.c_str(), one.events,
                time.count() / static_cast<double>(one.events) * 1e6,
                one.broken != 0 ? "  BROKEN" : "");
    std::fflush(stdout);
    total.events += one.events;
    total.broken += one.broken;
    for (std::size_t i = 0; i < total.codes.size(); ++i) total.codes[i] += one.codes[i];
  }
  std::printf("\n%zu events of %zu objects, %zu laws broken\nviolations made, by code:\n",
              total.events, subjects.size(), total.broken);
  for (std::size_t i = 0; i < total.codes.size(); ++i)
    if (total.codes[i] != 0)
      std::printf("  %-22s %9zu\n", name_of(static_cast<assay::code>(i)).data(), total.codes[i]);
  return total.broken != 0 ? 1 : 0;
}

} // namespace
} // namespace assay_laws

int main(int argc, char** argv) {
  std::uint64_t events = 100'000, first_seed = 0;
  if (argc > 4 || (argc > 1 && !assay_laws::read_number(argv[1], events)) ||
      (argc > 2 && !assay_laws::read_number(argv[2], first_seed))) {
    std::fputs("usage: assay_laws [EVENTS [FIRST_SEED [OBJECT]]]\n", stderr);
    return 2;
  }
  return assay_laws::run(events, first_seed, argc > 3 ? argv[3] : "");
}
