// SPDX-License-Identifier: BSL-1.0

// expect: assay needs g++ 11 or clang 14, or newer

#ifdef __clang__
#undef __apple_build_version__
#undef __clang_major__
#define __clang_major__ 13
#else
#undef __GNUC__
#define __GNUC__ 10
#endif

#include "assay/detail/config.hpp"
