#include "checker.hpp"

namespace tool {

void checker::judge(job& j, const source_line& line, const assay::report& report, const assay::promptetheus::header& h) {
  const auto type = type_of(h);
  j.counts.add(report, type);
  if (format_ == output_format::json) verdicts_.append(report, line, type, j.out);
  else if (!report.violations().empty() || report.truncated()) append_violations(report, line, j.out);
}

/// The event's type, if it has one that is a string.
std::optional<std::string_view> checker::type_of(const assay::promptetheus::header& h) {
  if (!h.type.is_string()) return std::nullopt;
  if (!h.type.is_escaped()) return h.type.between_quotes();
  return type_ = h.type.to_string();
}

} // namespace tool
