#pragma once

#include "assay/error/report.hpp"
#include "assay/json/options.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace assay::detail {

/// The options with room for one violation at least, so that a rejected event has a reason.
inline options with_reason(options o) noexcept {
  o.limits.max_violations = std::max<std::size_t>(o.limits.max_violations, 1);
  return o;
}

/// The first violation that is an error. Precondition: the report is of a rejected event, and was made `with_reason`.
inline const violation& first_error(const report& r) noexcept {
  const auto is_error = [](const violation& v) { return v.severity == severity::error; };
  return *std::find_if(r.violations().begin(), r.violations().end(), is_error);
}

/// The violation on one line for whoever sent the event. Names of members in its pointer are the sender's, of any length: it is cut, so
/// that an answer does not grow with them.
inline std::string line_of(const violation& v) {
  constexpr std::size_t longest = 256;
  if (v.path.size() <= longest) return to_string(v);
  violation cut = v;
  std::size_t size = longest;
  while ((cut.path[size] & 0xC0) == 0x80) --size; // not within a character; its first byte is cut off too
  cut.path.resize(size);
  cut.path += "...";
  return to_string(cut);
}

} // namespace assay::detail
