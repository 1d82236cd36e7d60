// SPDX-License-Identifier: BSL-1.0

// Catch2 version 2, as Debian packages it, has no compiled part. It is compiled here once for all
// test executables. Version 3 provides a library with a main and does not need this file
// (tests/CMakeLists.txt chooses).
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
