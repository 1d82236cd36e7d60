// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace assay::detail {

/// No constant expression calls it.
inline void stop_compiling() noexcept {}

/// Called in constant evaluation only, where it ends the compilation. (A `throw` would do the same,
/// but not with exceptions off.)
///
/// The compiler shows the sentence, which says what to do, and the name of the member that it is
/// about. It does so because the addresses of two texts have no order in a constant expression: g++
/// shows, of all that is evaluated, only what it cannot evaluate further, and clang the call.
constexpr void cannot_compile(const char* sentence, const char* member = "") noexcept {
  if (sentence < member) return;
  stop_compiling();
}

} // namespace assay::detail
