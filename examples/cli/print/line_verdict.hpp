// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "print/violation_text.hpp"

#include "assay/error/report.hpp"
#include "assay/json/members.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tool {

/// A violation as the JSON format shows it.
struct violation_record {
  std::string code;
  std::string severity;
  assay::raw_json path; ///< a string, as raw JSON because that accepts any bytes and stays valid
  std::optional<bool> path_is_cut; ///< true or missing
  std::string message;
  std::uint64_t offset{}; ///< in bytes from the start of the line
  std::uint64_t column{}; ///< in characters, from 1
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(violation_record, (),
                      (code, severity, path, path_is_cut, message, offset, column, additional))
consteval auto rules_of(const violation_record*) { return assay::rules(); }

/// The verdict on a line, as the JSON format shows it.
struct line_verdict {
  assay::raw_json file; ///< a string, like `violation_record::path`
  std::uint64_t line{};
  bool accepted{};
  assay::optional_or_null<std::string> type;
  std::vector<violation_record> violations;
  std::optional<bool> truncated; ///< true if violations are not shown, otherwise missing
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(line_verdict, (),
                      (file, line, accepted, type, violations, truncated, additional))
consteval auto rules_of(const line_verdict*) { return assay::rules(); }

/// Writes verdicts and reuses its memory.
class line_verdict_writer {
 public:
  /// Appends the verdict as one line of JSON. `type`: the type of the event, if it has one.
  void append(const assay::report& report, const source_line& line,
              std::optional<std::string_view> type, assay::text_buffer& out);

 private:
  line_verdict verdict_;
  std::string file_; ///< of `verdict_`
};

} // namespace tool
