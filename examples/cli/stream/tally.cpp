// SPDX-License-Identifier: BSL-1.0
#include "stream/tally.hpp"

namespace tool {
namespace {

void count(tally::verdicts& v, bool accepted) noexcept { ++(accepted ? v.accepted : v.rejected); }

void add_to(tally::verdicts& to, const tally::verdicts& v) noexcept {
  to.accepted += v.accepted;
  to.rejected += v.rejected;
}

} // namespace

void tally::add(const assay::report& report) noexcept {
  count(events, report.accepted());
  for (const assay::violation& v : report.violations()) {
    findings& f = by_code[static_cast<std::size_t>(v.code)];
    ++(v.severity == assay::severity::error ? f.errors : f.warnings);
  }
}

void tally::add(const assay::report& report, std::size_t type_row) noexcept {
  count(by_type[type_row], report.accepted());
  add(report);
}

tally& tally::operator+=(const tally& other) {
  add_to(events, other.events);
  if (!other.by_type.empty()) use(other.types);
  for (std::size_t i = 0; i < other.by_type.size(); ++i) add_to(by_type[i], other.by_type[i]);
  for (std::size_t i = 0; i < by_code.size(); ++i) {
    by_code[i].errors += other.by_code[i].errors;
    by_code[i].warnings += other.by_code[i].warnings;
  }
  bytes += other.bytes;
  return *this;
}

std::string_view tally::type_name(std::size_t row) const noexcept {
  if (row == unknown_type()) return "(unknown type)";
  if (row == no_type()) return "(no type)";
  return types[row];
}

} // namespace tool
