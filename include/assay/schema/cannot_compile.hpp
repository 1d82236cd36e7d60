#pragma once

namespace assay::detail {

/// Called in constant evaluation only, where it ends the compilation: it is not constexpr. The
/// compiler shows the call, and so the sentence, which says what to do. (A `throw` would do the
/// same, but not with exceptions off.)
inline void cannot_compile(const char*) noexcept {}

} // namespace assay::detail
