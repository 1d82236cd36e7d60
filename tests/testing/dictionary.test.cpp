// SPDX-License-Identifier: BSL-1.0
#include <assay/promptetheus.hpp>
#include <assay/testing/dictionary.hpp>

#include "schema/zoo.hpp"
#include "support/catch.hpp"

#include <sstream>
#include <string>
#include <string_view>

namespace {

bool has_line(const std::string& dictionary, std::string_view line) {
  return ("\n" + dictionary).find("\n" + std::string(line) + "\n") != std::string::npos;
}

} // namespace

TEST_CASE("A dictionary has the names, choices, tags, bounds and formats of a schema") {
  const std::string of_event = assay::testing::dictionary<assay::promptetheus::event>();
  CHECK(has_line(of_event, R"("\"session_id\":")"));
  CHECK(has_line(of_event, R"("\"tool_call\"")")); // a tag's name
  CHECK(has_line(of_event, R"("\"tool_name\":")"));
  CHECK(has_line(of_event, R"("18446744073709551615")"));
  CHECK(has_line(of_event, R"("18446744073709551616")")); // beside a bound

  const std::string of_zoo = assay::testing::dictionary<assay_zoo::event>();
  CHECK(has_line(of_zoo, R"("\"dark-blue\"")"));      // of an enumeration
  CHECK(has_line(of_zoo, R"("\"a \\\"tool\\\"\"")")); // of `one_of`
  CHECK(has_line(of_zoo, R"("\"vert \xC3\xA9\"")"));  // bytes beyond ASCII
  CHECK(has_line(of_zoo, R"("101")"));                // above `between(1, 100)`
  CHECK(of_zoo.find("T") != of_zoo.npos);
}

TEST_CASE("A dictionary can be read by libFuzzer: quoted words of at most 64 bytes, or comments") {
  std::istringstream lines(assay::testing::dictionary<assay_zoo::event>());
  std::string line;
  std::size_t words = 0;
  while (std::getline(lines, line)) {
    if (line.starts_with('#')) continue;
    ++words;
    REQUIRE(line.size() > 2);
    CHECK((line.front() == '"' && line.back() == '"'));
    std::size_t bytes = 0;
    for (std::size_t i = 1; i + 1 < line.size(); ++i, ++bytes) {
      CHECK((line[i] >= 0x20 && line[i] < 0x7F));
      CHECK(line[i] != '"');
      if (line[i] != '\\') continue;
      const bool is_hex = line[i + 1] == 'x';
      CHECK((is_hex || line[i + 1] == '"' || line[i + 1] == '\\'));
      i += is_hex ? 3 : 1;
    }
    CHECK(bytes <= 64);
    CHECK(bytes != 0);
  }
  CHECK(words > 100);
}
