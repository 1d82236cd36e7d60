// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The extensions that the library needs beyond C++20, such as attributes and builtins. Other
/// headers use only these. The macros are not part of the interface: programs must not use them.

#if defined(_MSC_VER) && !defined(__clang__)
#error "assay needs g++ 11 or clang 14, or newer: with Visual Studio choose clang-cl"
#elif defined(__apple_build_version__)
#if __clang_major__ < 15
#error "assay needs Xcode 15 or newer"
#endif
#elif defined(__clang__)
#if __clang_major__ < 14
#error "assay needs g++ 11 or clang 14, or newer: this clang is older"
#endif
#elif defined(__GNUC__)
#if __GNUC__ < 11
#error "assay needs g++ 11 or clang 14, or newer: this g++ is older"
#endif
#else
#error "assay needs g++ 11 or clang 14, or newer: this compiler is neither"
#endif

#include <cstdint>

/// Marks a function that is always inlined.
#define ASSAY_ALWAYS_INLINE [[gnu::always_inline]]
/// Marks a function that is never inlined.
#define ASSAY_NOINLINE [[gnu::noinline]]
/// Marks a function that is rarely called.
#define ASSAY_COLD [[gnu::cold]]
/// The name of a function template with its arguments. The same arguments always give the same
/// name.
#define ASSAY_FUNCTION_NAME __PRETTY_FUNCTION__

namespace assay::detail {

/// Starts to load the cache line of this address. The address need not be valid.
ASSAY_ALWAYS_INLINE inline void prefetch(const void* address) noexcept {
  __builtin_prefetch(address);
}

/// Returns the number with its bytes in reverse order.
ASSAY_ALWAYS_INLINE constexpr std::uint64_t byte_swapped(std::uint64_t n) noexcept {
  return __builtin_bswap64(n);
}

/// Changes nothing, but hides from the compiler how the value was computed. The compiler then
/// cannot compute it again from an equal expression.
template <class Integer>
ASSAY_ALWAYS_INLINE inline void hide_origin(Integer& value) noexcept {
  asm("" : "+r"(value));
}

} // namespace assay::detail
