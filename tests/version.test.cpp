// SPDX-License-Identifier: BSL-1.0
#include "assay/version.hpp"

#include "support/catch.hpp"

#include <string>

TEST_CASE("the version's numbers match its text") {
  CHECK(std::to_string(assay::version_major) + '.' + std::to_string(assay::version_minor) + '.' +
            std::to_string(assay::version_patch) ==
        assay::version);
}
