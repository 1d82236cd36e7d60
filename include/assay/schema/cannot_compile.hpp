// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace assay::detail {

/// Ends constant evaluation, because it is not constexpr.
inline void stop_compiling() noexcept {}

/// Ends the compilation when called in constant evaluation. (A `throw` would need exceptions.)
///
/// The compiler shows the sentence and the name of the member. It does so because the addresses of
/// two strings have no order in a constant expression: g++ shows the comparison that it cannot
/// evaluate, and clang shows the call.
constexpr void cannot_compile(const char* sentence, const char* member = "") noexcept {
  if (sentence < member) return;
  stop_compiling();
}

} // namespace assay::detail
