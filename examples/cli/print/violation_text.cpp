// SPDX-License-Identifier: BSL-1.0
#include "print/violation_text.hpp"

#include "io/output.hpp"

#include "assay/error/position.hpp"

#include <string>

namespace tool {

void append_violations(const assay::report& report, const source_line& line,
                       assay::text_buffer& out) {
  const std::string file = printable(line.file);
  const auto append_place = [&] {
    out.append(file);
    out.append(':');
    out.append(std::to_string(line.number));
    out.append(':');
  };
  assay::column_counter columns(line.text);
  for (const assay::violation& v : report.violations()) {
    append_place();
    out.append(std::to_string(columns.at(v.offset.value_or(0))));
    out.append(": ");
    out.append(to_string(v));
    out.append('\n');
  }
  if (!report.truncated()) return;
  append_place();
  out.append(" more violations were not shown\n");
}

} // namespace tool
