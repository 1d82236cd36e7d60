// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/report.hpp"
#include "assay/json/text_buffer.hpp"

#include <cstdint>
#include <string_view>

namespace tool {

/// A line and its source.
struct source_line {
  std::string_view file; ///< the name as it is shown
  std::uint64_t number;
  std::string_view text; ///< the offsets of the report count from its start
};

/// Appends one line for each violation: `FILE:LINE:COLUMN: /pointer: message [code]`.
void append_violations(const assay::report& report, const source_line& line,
                       assay::text_buffer& out);

} // namespace tool
