#pragma once

// The one place that knows which Catch2 is installed: version 3 has catch_all.hpp, version 2 is a
// single header.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
