// SPDX-License-Identifier: BSL-1.0
#include "assay/json/unfinished_text.hpp"

#include "support/catch.hpp"

TEST_CASE("unfinished_text: appended text stays only if it was finished") {
  assay::text_buffer out;
  out.append("[");
  {
    assay::unfinished_text rest(out);
    out.append("1,");
  }
  CHECK(out.view() == "[");
  {
    assay::unfinished_text rest(out);
    out.append("2");
    rest.finish();
    out.append(",");
  }
  CHECK(out.view() == "[2");
}
