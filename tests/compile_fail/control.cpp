// SPDX-License-Identifier: BSL-1.0

// expect: success
#include <assay/promptetheus.hpp>

// The code that all other files vary must compile; otherwise their failures prove nothing.
int main() { return assay::check<assay::promptetheus::event>("{}") ? 1 : 0; }
