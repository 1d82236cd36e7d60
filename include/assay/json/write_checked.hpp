// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/report.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <utility>
#include <vector>

namespace assay {

/// Appends the value's JSON to the empty buffer and checks it, as by `validator<T>(o).check`. The
/// report holds no warnings, and of errors at most `limits::max_violations`, so there may be none
/// to tell.
///
/// So what a program made is judged by the same tables as what it reads. Of a string that is not
/// UTF-8, the violation says where it is. Linear; what the buffer holds after an error is
/// unspecified. When it throws std::bad_alloc, too.
template <class T>
[[nodiscard]] report write_checked(const T& value, text_buffer& text, const options& o) {
  validator<T> validator(o);
  std::vector<violation> found;
  if (const auto written = write(value, text); !written) {
    if (o.limits.max_violations == 0) return {false, true, {}};
    // Written all the same, a reader stumbles at the place.
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
