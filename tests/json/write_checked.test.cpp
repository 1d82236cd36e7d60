// SPDX-License-Identifier: BSL-1.0
#include "assay/json/write_checked.hpp"

#include "assay/promptetheus/artifacts.hpp"
#include "assay/promptetheus/tools.hpp"
#include "support/catch.hpp"

using assay::code;
using assay::promptetheus::tool_call;

TEST_CASE("write_checked: a valid value is written without violations") {
  assay::text_buffer text;
  CHECK(assay::write_checked(tool_call{.tool_name = "search"}, text, {}));
  CHECK(text.view() == R"({"tool_name":"search","arguments":{}})");
}

TEST_CASE("write_checked: the errors of an invalid value are reported, without warnings") {
  assay::text_buffer text;
  const assay::promptetheus::screenshot negative{.size_bytes = -1,
                                                 .additional = {{{"zero", "\u0000"}, {"a", 1}}}};
  const auto errors =
      assay::write_checked(negative, text, {.null_characters = assay::null_character_policy::warn});
  REQUIRE_FALSE(errors);
  REQUIRE(errors.violations().size() == 1);
  CHECK(errors.violations().front().code == code::out_of_range);
  CHECK(errors.violations().front().path == "/size_bytes");
}

TEST_CASE(
    "write_checked: reports the place of a string that is not UTF-8, if violations are requested") {
  assay::text_buffer text;
  const tool_call broken{
      .tool_name = "a", .arguments = {}, .additional = {{{"b", 1}, {"\xFF", 2}}}};
  const auto errors = assay::write_checked(broken, text, {});
  REQUIRE_FALSE(errors);
  REQUIRE(errors.violations().size() == 1);
  CHECK(errors.violations().front().code == code::invalid_value);
  text.clear();
  const auto verdict = assay::write_checked(broken, text, {.limits = {.max_violations = 0}});
  REQUIRE_FALSE(verdict);
  CHECK(verdict.violations().empty());
  CHECK(verdict.truncated());
}
