// SPDX-License-Identifier: BSL-1.0
#pragma once

/// What the library takes from compilers beyond C++20: attributes, builtins and the like. No other
/// header names any. The macros are no part of the interface: programs must not use them.

#if defined(_MSC_VER) && !defined(__clang__)
#error "assay needs g++ 11 or clang 14, or newer ones: with Visual Studio choose clang-cl"
#elif defined(__apple_build_version__)
#if __clang_major__ < 15
#error "assay needs Xcode 15 or newer"
#endif
#elif defined(__clang__)
#if __clang_major__ < 14
#error "assay needs g++ 11 or clang 14, or newer ones: this clang is older"
#endif
#elif defined(__GNUC__)
#if __GNUC__ < 11
#error "assay needs g++ 11 or clang 14, or newer ones: this g++ is older"
#endif
#else
#error "assay needs g++ 11 or clang 14, or newer ones: this compiler is neither"
#endif

#include <cstdint>

/// For a function: it becomes part of each that calls it.
#define ASSAY_ALWAYS_INLINE [[gnu::always_inline]]
/// For a function: it becomes part of none that calls it.
#define ASSAY_NOINLINE [[gnu::noinline]]
/// For a function: it is hardly ever called.
#define ASSAY_COLD [[gnu::cold]]
/// In a function template: its name with that of its arguments, the same for the same ones.
#define ASSAY_FUNCTION_NAME __PRETTY_FUNCTION__

namespace assay::detail {

/// Starts to load the cache line of this address, which need not be one of an object.
ASSAY_ALWAYS_INLINE inline void prefetch(const void* address) noexcept {
  __builtin_prefetch(address);
}

/// The number with its bytes in the opposite order.
ASSAY_ALWAYS_INLINE constexpr std::uint64_t byte_swapped(std::uint64_t n) noexcept {
  return __builtin_bswap64(n);
}

/// Changes nothing, but keeps the compiler from knowing how the value came about: from computing it
/// again from something else that it knows to be equal.
template <class Integer>
ASSAY_ALWAYS_INLINE inline void hide_origin(Integer& value) noexcept {
  asm("" : "+r"(value));
}

} // namespace assay::detail
