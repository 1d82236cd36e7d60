// SPDX-License-Identifier: BSL-1.0

// Input of compilation.cpp: includes all of assay and its bridge to Boost.JSON, and uses nothing.
#include <assay/assay.hpp>

int main() {}
