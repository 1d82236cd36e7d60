// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/detail/numbers.hpp"

#include "support/catch.hpp"

#include "assay/schema/decimal.hpp"

using namespace assay::testing;
using namespace assay::testing::detail;

TEST_CASE("numbers: the next integers above and below, of any size and sign") {
  CHECK(stepped("0", true) == "1");
  CHECK(stepped("0", false) == "-1");
  CHECK(stepped("-1", true) == "0");
  CHECK(stepped("9", true) == "10");
  CHECK(stepped("10", false) == "9");
  CHECK(stepped("-10", true) == "-9");
  CHECK(stepped("-9", false) == "-10");
  CHECK(stepped("18446744073709551615", true) == "18446744073709551616");
  CHECK(stepped("-9223372036854775808", false) == "-9223372036854775809");
}

TEST_CASE("numbers: products of a decimal step are exact") {
  CHECK(product("0.1", 3) == "3e-1");
  CHECK(product("0.05", -7) == "-35e-2");
  CHECK(product("7", 6) == "42");
  CHECK(product("2e3", 4) == "8000");
  CHECK(product("5E-2", 0) == "0");
  CHECK(product("1e+20", 3) == "3e20");
}

TEST_CASE("numbers: generated numbers are JSON numbers") {
  source from(5);
  for (int i = 0; i < 5000; ++i) {
    CHECK(assay::is_json_number(any_number(from)));
    const std::string integer = any_integer(from);
    CHECK((assay::is_json_number(integer) && integer.find_first_of(".eE") == integer.npos));
  }
}
