// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/level.hpp"

#include "support/catch.hpp"

using assay::level;
using assay::level_of;

TEST_CASE("level: names are converted both ways") {
  CHECK(name_of(level::reference) == "reference");
  CHECK(name_of(level::published) == "published");
  CHECK(name_of(level::strict) == "strict");
  for (const level l : {level::reference, level::published, level::strict})
    CHECK(level_of(name_of(l)) == l);
}

TEST_CASE("level: an unknown name is rejected") {
  for (const char* name : {"", "Strict", "strict ", "strictest", "stric", "never", "2"}) {
    CAPTURE(name);
    CHECK_FALSE(level_of(name).has_value());
  }
}

TEST_CASE("level: each is stricter than the one before it") {
  CHECK(level::reference < level::published);
  CHECK(level::published < level::strict);
}
