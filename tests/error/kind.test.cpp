// SPDX-License-Identifier: BSL-1.0
#include "assay/error/kind.hpp"

#include "support/catch.hpp"

using assay::kind;

TEST_CASE("kind: each type has its name in JSON") {
  CHECK(name_of(kind::none) == "");
  CHECK(name_of(kind::null) == "null");
  CHECK(name_of(kind::boolean) == "boolean");
  CHECK(name_of(kind::number) == "number");
  CHECK(name_of(kind::string) == "string");
  CHECK(name_of(kind::array) == "array");
  CHECK(name_of(kind::object) == "object");
}
