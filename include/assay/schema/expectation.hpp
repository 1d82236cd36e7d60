// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/expectation.hpp"

#include <string>

namespace assay {

/// Returns what a member's value must be at a level, in the words of messages: "integer from 0 to
/// 9". For a forbidden member, returns what to send instead. Allocates.
inline std::string expectation_of(const member_schema& m, level at) {
  std::string out;
  detail::append_expectation(out, m, code::type_mismatch, at);
  return out;
}

} // namespace assay
