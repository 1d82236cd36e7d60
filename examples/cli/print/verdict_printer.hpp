// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/option_kinds.hpp"
#include "print/line_verdict.hpp"
#include "print/violation_text.hpp"
#include "stream/pipeline.hpp"

#include "assay/error/report.hpp"
#include "assay/json/json_text.hpp"

#include <optional>
#include <string>

namespace tool {

/// Counts verdicts and prints them in a format.
class verdict_printer {
 public:
  explicit verdict_printer(output_format format) noexcept : format_(format) {}

  /// Prints the verdict on an object without a type.
  void print(job& j, const source_line& line, const assay::report& report) {
    j.counts.add(report);
    append(j, line, report, std::nullopt);
  }

  /// Prints the verdict on an object with a type. `type`: the member that names the type, empty if
  /// it is missing; `alternative`: the index of the named type.
  void print(job& j, const source_line& line, const assay::report& report, assay::json_text type,
             std::optional<std::size_t> alternative);

 private:
  void append(job& j, const source_line& line, const assay::report& report,
              std::optional<std::string_view> type);

  line_verdict_writer verdicts_;
  std::string type_;
  output_format format_;
};

} // namespace tool
