// SPDX-License-Identifier: BSL-1.0

// Catch2 version 2 as Debian packages it has no compiled part: this is where it is compiled, once
// for all test executables. Version 3 brings a library with a main and leaves this file out
// (tests/CMakeLists.txt chooses).
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
