// SPDX-License-Identifier: BSL-1.0
#include <string_view>

bool accepted(std::string_view) { return false; }
