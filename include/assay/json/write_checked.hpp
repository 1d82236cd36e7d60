// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/report.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <utility>
#include <vector>

namespace assay {

/// Appends the value's JSON to an empty buffer, and checks it as `validator<T>(o).check` does. So
/// the tables that check what a program reads also check what it writes.
///
/// The report has no warnings, and at most `limits::max_violations` errors, so it may have none
/// although it is not accepted. If a string is not UTF-8, the violation's path names it. Linear.
/// After an error or std::bad_alloc, the buffer's content is unspecified.
template <class T>
[[nodiscard]] report write_checked(const T& value, text_buffer& text, const options& o) {
  validator<T> validator(o);
  std::vector<violation> found;
  if (const auto written = write(value, text); !written) {
    if (o.limits.max_violations == 0) return {false, true, {}};
    // Writes the invalid bytes anyway, so that the reader finds the place.
    detail::writer(text, detail::invalid_bytes::kept).append(value);
    validator.check(text.view());
    violation& v = found.emplace_back();
    v.code = written.error();
    v.expected = "a string that is not UTF-8, or a number that is not finite";
    for (const violation& at : validator.report().violations())
      if (category_of(at.code) != category::schema)
        v.path = at.path, v.path_is_cut = at.path_is_cut;
    return {false, false, std::move(found)};
  }
  if (validator.check(text.view())) return {};
  for (const violation& v : validator.report().violations())
    if (v.severity == severity::error) found.push_back(v);
  return {false, validator.report().truncated(), std::move(found)};
}

} // namespace assay
