// SPDX-License-Identifier: BSL-1.0

// What compilation.cpp measures: includes all of assay, its bridge to Boost.JSON too, and uses none
// of it.
#include <assay/assay.hpp>

int main() {}
