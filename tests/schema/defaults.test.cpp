// SPDX-License-Identifier: BSL-1.0

// The values of missing defaulted members in schemas.

#include "assay/json/members.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/json/validator.hpp"
#include "assay/schema/rules.hpp"
#include "assay/schema/schema_of.hpp"
#include "support/catch.hpp"

#include <boost/describe/class.hpp>

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace schema_defaults {

struct tool {
  std::string name = "search";
  int tries = 3;
  double share{};
  std::vector<int> sizes{1, 2};
  std::optional<int> count{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(tool, (), (name, tries, share, sizes, count, additional))
consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(field<&tool::tries>("", defaulted()), field<&tool::share>("", defaulted()));
}

struct derived : tool {
  bool flag{};
};
BOOST_DESCRIBE_STRUCT(derived, (tool), (flag))

struct plain {
  int tries = 3;
  std::optional<tool> inside{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(plain, (), (tries, inside, additional))

struct endless {
  double share = std::numeric_limits<double>::infinity();
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(endless, (), (share, additional))
consteval auto rules_of(const endless*) {
  return assay::rules(assay::field<&endless::share>("", assay::defaulted()));
}

TEST_CASE("schema_of: a struct with defaulted members can be written with its initial values") {
  assay::text_buffer out;
  REQUIRE(assay::schema_of<tool>().write_new != nullptr);
  CHECK(assay::schema_of<tool>().write_new(out));
  CHECK(out.view() == R"({"name":"search","tries":3,"share":0,"sizes":[1,2]})");
}

TEST_CASE("schema_of: a base's statements about its members also apply to a derived struct") {
  assay::text_buffer out;
  REQUIRE(assay::schema_of<derived>().write_new != nullptr);
  CHECK(assay::schema_of<derived>().write_new(out));
  CHECK(out.view() == R"({"name":"search","tries":3,"share":0,"sizes":[1,2],"flag":false})");
}

TEST_CASE("schema_of: a struct without defaulted members is not written, whatever it contains") {
  CHECK(assay::schema_of<plain>().write_new == nullptr);
}

TEST_CASE("schema_of: an initial value that JSON cannot express leaves the text unchanged") {
  assay::text_buffer out;
  out.append("before");
  CHECK_FALSE(assay::schema_of<endless>().write_new(out));
  CHECK(out.view() == "before");
}

} // namespace schema_defaults
