// SPDX-License-Identifier: BSL-1.0

// Measures the cost of a rejected event relative to an accepted one.
#include "faults.hpp"
#include "harness.hpp"
#include "measure.hpp"

#include <assay/promptetheus.hpp>

#include <cstdlib>

namespace bench {
namespace {

using assay::promptetheus::event;

/// Returns the lines, each with the fault, or with valid text in its place.
std::string text_of(const std::vector<std::string>& lines, const fault& f, bool spoilt) {
  std::string out;
  for (const std::string& line : lines)
    out.append(spoilt ? f.spoil(line) : f.spare(line)).append("\n");
  return out;
}

/// Checks all lines and returns how many were accepted.
std::size_t check(std::string_view text, std::size_t max_violations) {
  assay::options o;
  o.limits.max_violations = max_violations;
  std::size_t accepted = 0;
  for (assay::line_reader<event> lines(text, o); lines.next();) accepted += lines.accepted();
  return accepted;
}

/// Requires that every line is rejected and that the first violation is the fault that was made.
void verify(const fault& f, std::string_view text) {
  for (assay::line_reader<event> lines(text); lines.next();) {
    const auto violations = lines.report().violations();
    if (!lines.accepted() && !violations.empty() && name_of(violations.front().code) == f.code)
      continue;
    std::fprintf(
        stderr, "%.*s: expected %.*s, found %s in\n%.*s\n", static_cast<int>(f.name.size()),
        f.name.data(), static_cast<int>(f.code.size()), f.code.data(),
        violations.empty() ? "nothing" : std::string(name_of(violations.front().code)).c_str(),
        static_cast<int>(lines.text().size()), lines.text().data());
    std::exit(1);
  }
}

void measure_rejected(const plan& p) {
  const int rounds = p.quick ? 3 : 21;
  const auto lines = spoilable_lines(std::size_t{p.quick ? 1u : 4u} << 20);
  struct row {
    const fault* f;
    std::string spoilt, accepted;
    series all, verdict;
  };
  std::vector<row> rows;
  for (const fault& f : faults) {
    rows.push_back({&f, text_of(lines, f, true), text_of(lines, f, false), {}, {}});
    verify(f, rows.back().spoilt);
    if (check(rows.back().accepted, 32) == lines.size()) continue;
    std::fprintf(stderr, "%.*s: what is to be right is not accepted\n",
                 static_cast<int>(f.name.size()), f.name.data());
    std::exit(1);
  }
  std::size_t wrongly_accepted = 0;
  for (int round = -1; round < rounds; ++round) {
    for (row& r : rows) {
      const double base = processor_seconds([&] { check(r.accepted, 32); });
      const double all = processor_seconds([&] { wrongly_accepted += check(r.spoilt, 32); });
      const double verdict = processor_seconds([&] { wrongly_accepted += check(r.spoilt, 0); });
      if (round == -1) continue;
      r.all.add(base / all);
      r.verdict.add(base / verdict);
    }
  }
  if (wrongly_accepted != 0) std::exit(1);
  table out({"What is wrong", "where", "all violations with paths", "only the verdict"});
  for (const row& r : rows)
    out.row({std::string(r.f->name), r.f->late ? "late" : "early", fixed(r.all.median(), 2),
             fixed(r.verdict.median(), 2)});
  publish(p, "rejected", out.text());
}

const add_part rejected_part("rejected", measure_rejected);

} // namespace
} // namespace bench
