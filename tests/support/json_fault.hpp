// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/report.hpp"
#include "assay/json/json_scanner.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace assay_test {

/// The reason why a text is not JSON.
struct json_fault {
  assay::code code{};
  std::size_t offset = 0;
  friend bool operator==(const json_fault&, const json_fault&) = default;
};

/// Returns the first fault of a text that must be one JSON value, with optional white space around
/// it. Returns nothing if it is one.
inline std::optional<json_fault> find_json_fault(std::string_view text,
                                                 const assay::options& o = {}) {
  const std::string copy(text); // ends in a NUL, as the scanner requires
  assay::json_scanner scanner(o);
  scanner.start(copy, assay::text_end::nul);
  const char* p = scanner.value(scanner.skip_space(copy.c_str()), scanner.max_depth());
  if (p != nullptr && !scanner.is_end(p = scanner.skip_space(p)))
    scanner.fail(assay::code::trailing_content, p, "the end of the text");
  if (!scanner.has_fault()) return std::nullopt;
  assay::report report;
  scanner.put_report(report);
  const assay::violation& v = report.violations().front();
  return json_fault{v.code, v.offset.value()};
}

} // namespace assay_test
