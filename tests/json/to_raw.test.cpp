// SPDX-License-Identifier: BSL-1.0
#include "assay/json/to_raw.hpp"

#include "assay/promptetheus/tools.hpp"
#include "support/catch.hpp"

TEST_CASE("to_raw: the object has the text that write produces") {
  const assay::promptetheus::tool_call call{.tool_name = "search",
                                            .arguments = assay::raw_object{{"to", "OSL"}}};
  const auto raw = assay::to_raw_object(call);
  REQUIRE(raw);
  CHECK(raw->text() == R"({"tool_name":"search","arguments":{"to":"OSL"}})");
}

TEST_CASE("to_raw: empty for values that JSON cannot express") {
  CHECK_FALSE(assay::to_raw_object(assay::promptetheus::tool_call{.tool_name = "\xFF"}));
}
