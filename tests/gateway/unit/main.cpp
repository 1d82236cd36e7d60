// SPDX-License-Identifier: BSL-1.0

// Compiles Catch2 version 2 once for all test executables, because the Debian package has no
// compiled library. Version 3 has a library with a main function and does not need this file
// (tests/CMakeLists.txt decides).
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
