// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "input.hpp"

#include <assay/error/report.hpp>
#include <assay/promptetheus.hpp>

#include <algorithm>
#include <string_view>

namespace assay_fuzz {

inline bool same_violations(const assay::report& a, const assay::report& b) {
  return a.truncated() == b.truncated() && std::ranges::equal(a.violations(), b.violations());
}
inline bool same(const assay::report& a, const assay::report& b) {
  return a.accepted() == b.accepted() && same_violations(a, b);
}

/// Checks that the header's views are parts of the text, and that an accepted event has all of
/// them.
template <class Source>
void check_header(const Source& source, std::string_view text) {
  const assay::promptetheus::header h = assay::promptetheus::header_of(source);
  for (const assay::json_text& part : {h.type, h.session_id, h.seq, h.idempotency_key}) {
    const char* const begin = part.text().data();
    must(part.empty() ||
             (begin >= text.data() && begin + part.text().size() <= text.data() + text.size()),
         "a header's member is a view into the text", text);
    must(!source.report().accepted() || !part.empty(), "an accepted event has a complete header",
         text);
  }
  if (!source.report().accepted()) return;
  must(h.type.is_string() && h.session_id.is_string() && h.seq.to_uint64() &&
           h.idempotency_key.is_string(),
       "the header of an accepted event has the right types", text);
}

} // namespace assay_fuzz
