// SPDX-License-Identifier: BSL-1.0
#include "print/verdict_printer.hpp"

namespace tool {

void verdict_printer::print(job& j, const source_line& line, const assay::report& report,
                            assay::json_text type, std::optional<std::size_t> alternative) {
  const bool has_type = type.is_string();
  j.counts.add(report,
               has_type ? alternative.value_or(j.counts.unknown_type()) : j.counts.no_type());
  if (!has_type) return append(j, line, report, std::nullopt);
  if (!type.is_escaped()) return append(j, line, report, type.between_quotes());
  append(j, line, report, type_ = type.to_string());
}

void verdict_printer::append(job& j, const source_line& line, const assay::report& report,
                             std::optional<std::string_view> type) {
  if (format_ == output_format::json) verdicts_.append(report, line, type, j.out);
  else if (!report.violations().empty() || report.truncated())
    append_violations(report, line, j.out);
}

} // namespace tool
