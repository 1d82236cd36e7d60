// SPDX-License-Identifier: BSL-1.0
#include "assay/export/pretty_json.hpp"

#include "support/catch.hpp"

#include <boost/json/parse.hpp>

#include <string>
#include <string_view>

using assay::to_pretty_json;

namespace {

std::string pretty(std::string_view json, std::size_t width) {
  return to_pretty_json(boost::json::parse(json), width);
}

} // namespace

TEST_CASE("to_pretty_json: a value that fits is on one line") {
  CHECK(pretty("{}", 100) == "{}\n");
  CHECK(pretty("[]", 0) == "[\n]\n");
  CHECK(pretty(R"({"a":[1,-2,true],"b":{"c":null,"d":"e"}})", 100) ==
        R"({"a": [1, -2, true], "b": {"c": null, "d": "e"}})"
        "\n");
}

TEST_CASE("to_pretty_json: a value that does not fit is indented by two at each level") {
  CHECK(pretty(R"({"a":[1,2],"b":{"c":[10,20,30],"d":"e"}})", 22) == R"({
  "a": [1, 2],
  "b": {
    "c": [10, 20, 30],
    "d": "e"
  }
}
)");
}

TEST_CASE("to_pretty_json: lines are at most as long as the width, apart from the comma") {
  CHECK(pretty("[12345]", 8) == "[12345]\n");
  CHECK(pretty("[12345]", 7) == "[\n  12345\n]\n");
  CHECK(pretty(R"(["longer than the width"])", 5) == "[\n  \"longer than the width\"\n]\n");
}

TEST_CASE("to_pretty_json: numbers are written in their usual form") {
  CHECK(pretty("[0.1,1.5,-0.25,9007199254740993,18446744073709551615]", 100) ==
        "[0.1, 1.5, -0.25, 9007199254740993, 18446744073709551615]\n");
  CHECK(pretty("[1e300]", 100) == "[1e+300]\n");
}

TEST_CASE("to_pretty_json: names and strings are escaped as in JSON") {
  CHECK(pretty("{\"a\\\"b\":\"c\\\\d\\n\"}", 100) == "{\"a\\\"b\": \"c\\\\d\\n\"}\n");
}
