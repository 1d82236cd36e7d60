#include "tally.hpp"

namespace tool {
namespace {

std::size_t row_of(std::optional<std::string_view> type) noexcept {
  if (!type) return tally::no_type;
  const auto known = assay::promptetheus::event_type_of(*type);
  return known ? static_cast<std::size_t>(*known) : tally::unknown_type;
}

void count(tally::verdicts& v, bool accepted) noexcept { ++(accepted ? v.accepted : v.rejected); }

void add_to(tally::verdicts& to, const tally::verdicts& v) noexcept {
  to.accepted += v.accepted;
  to.rejected += v.rejected;
}

} // namespace

void tally::add(const assay::report& report, std::optional<std::string_view> type) noexcept {
  count(events, report.accepted());
  count(by_type[row_of(type)], report.accepted());
  for (const assay::violation& v : report.violations()) {
    findings& f = by_code[static_cast<std::size_t>(v.code)];
    ++(v.severity == assay::severity::error ? f.errors : f.warnings);
  }
}

tally& tally::operator+=(const tally& other) noexcept {
  add_to(events, other.events);
  for (std::size_t i = 0; i < by_type.size(); ++i) add_to(by_type[i], other.by_type[i]);
  for (std::size_t i = 0; i < by_code.size(); ++i) {
    by_code[i].errors += other.by_code[i].errors;
    by_code[i].warnings += other.by_code[i].warnings;
  }
  bytes += other.bytes;
  return *this;
}

std::string_view type_name(std::size_t row) noexcept {
  if (row == tally::unknown_type) return "(unknown type)";
  if (row == tally::no_type) return "(no type)";
  return name_of(static_cast<assay::promptetheus::event_type>(row));
}

} // namespace tool
