#pragma once

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <optional>
#include <vector>

namespace assay::detail {

/// Appends the value's JSON to the empty buffer. Nothing when it is valid; else the errors, at most
/// `limits::max_violations`, so there may be none to tell.
///
/// So what a program made is judged by the same tables as what it reads. Of a string that is not
/// UTF-8, the violation says where it is.
template <class T>
std::optional<std::vector<violation>> write_checked(const T& value, text_buffer& text,
                                                    const options& o) {
  std::vector<violation> found;
  validator<T> validator(o);
  if (const auto unwritable = write(value, text)) {
    if (o.limits.max_violations == 0) return found;
    // Written all the same, a reader stumbles at the place.
    writer(text, invalid_bytes::kept).append(value);
    validator.check(text.view());
    violation& v = found.emplace_back();
    v.code = *unwritable;
    v.expected = "a string that is not UTF-8, or a number that is not finite";
    for (const violation& at : validator.report().violations())
      if (category_of(at.code) != category::schema)
        v.path = at.path, v.path_is_cut = at.path_is_cut;
    return found;
  }
  if (validator.check(text.view())) return std::nullopt;
  for (const violation& v : validator.report().violations())
    if (v.severity == severity::error) found.push_back(v);
  return found;
}

} // namespace assay::detail
