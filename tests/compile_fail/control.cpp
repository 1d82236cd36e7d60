// SPDX-License-Identifier: BSL-1.0

// expect: success
#include <assay/promptetheus.hpp>

// What the other files here are variations of must compile, or their failures prove nothing.
int main() { return assay::check<assay::promptetheus::event>("{}") ? 1 : 0; }
