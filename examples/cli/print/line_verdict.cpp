// SPDX-License-Identifier: BSL-1.0
#include "print/line_verdict.hpp"

#include "assay/error/position.hpp"
#include "assay/json/write.hpp"

#include <stdexcept>

namespace tool {

void line_verdict_writer::append(const assay::report& report, const source_line& line,
                                 std::optional<std::string_view> type, assay::text_buffer& out) {
  if (line.file != file_) verdict_.file = file_ = line.file;
  verdict_.line = line.number;
  verdict_.accepted = report.accepted();
  if (!type) verdict_.type.set_null();
  else if (verdict_.type) verdict_.type->assign(*type);
  else verdict_.type.emplace(*type);

  verdict_.truncated = report.truncated() ? std::optional(true) : std::nullopt;
  verdict_.violations.resize(report.violations().size());
  assay::column_counter columns(line.text);
  auto record = verdict_.violations.begin();
  for (const assay::violation& v : report.violations()) {
    record->code = name_of(v.code);
    record->severity = name_of(v.severity);
    record->path = v.path;
    record->path_is_cut = v.path_is_cut ? std::optional(true) : std::nullopt;
    record->message = message_of(v);
    record->offset = v.offset.value_or(0);
    record->column = columns.at(v.offset.value_or(0));
    ++record;
  }
  if (!assay::write(verdict_, out))
    throw std::logic_error("a verdict is not expressible as JSON"); // its strings are UTF-8
  out.append('\n');
}

} // namespace tool
