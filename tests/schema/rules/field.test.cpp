// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rules/field.hpp"

#include "support/findings.hpp"

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"
#include "assay/schema/schema_of.hpp"

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ruled_fields {

using namespace assay;

struct all {
  std::optional<int> a{};
  std::optional<std::string> b{};
  no_member none{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(all, (), (a, b, none, additional))
consteval auto rules_of(const all*) {
  return rules(field<&all::b>("The second.", one_of("x", "y")),
               field<&all::a>("The first.", minimum(1), minimum(5).from(level::strict)),
               field<&all::none>("None.", minimum(1), required_from(level::strict)),
               forbidden("c", "use b"));
}

} // namespace ruled_fields

TEST_CASE("field: rules of several levels apply together") {
  using namespace ruled_fields;
  const auto found = [](std::string_view text, level l) {
    return assay_test::errors_of<all>(text, l);
  };
  using errors = std::vector<std::string>;
  CHECK(found(R"({"a":1})", level::published) == errors{});
  CHECK(found(R"({"a":0})", level::published) == errors{"out_of_range /a"});
  CHECK(found(R"({"a":4})", level::strict) == errors{"out_of_range /a"});
  CHECK(found(R"({"a":0})", level::strict) == errors{"out_of_range /a"});
  CHECK(found(R"({"a":5})", level::strict) == errors{});
  CHECK(assay_test::lines_of<all>(R"({"a":4})", level::strict) ==
        errors{"/a: expected integer from 5 to 2147483647, found a number out of range "
               "[out_of_range]"});
}

TEST_CASE("field: a forbidden member is rejected whatever its value is, even null") {
  using namespace ruled_fields;
  for (const std::string_view v : {"null", "1", "\"x\"", "[]", "{}"}) {
    const std::string text = R"({"\u0063":)" + std::string(v) + "}";
    CHECK(assay_test::errors_of<all>(text, level::published) ==
          std::vector<std::string>{"forbidden_member /c"});
    CHECK(assay_test::errors_of<all>(text, level::reference).empty());
  }
  CHECK(assay_test::lines_of<all>(R"({"c":null})", level::published) ==
        std::vector<std::string>{"/c: the member is not allowed: use b [forbidden_member]"});
}

TEST_CASE("field: a no_member is unknown, and has no rules") {
  using namespace ruled_fields;
  CHECK(assay_test::errors_of<all>(R"({"none":0})", level::strict).empty());
  CHECK(assay_test::errors_of<all>("{}", level::strict).empty());
  CHECK(schema_of<all>().find("none") == nullptr);
}

TEST_CASE("field: members are described in the order of the struct, forbidden ones last") {
  using namespace ruled_fields;
  const object_schema& s = schema_of<all>();
  REQUIRE(s.members.size() == 3);
  CHECK(s.members[0].name == "a");
  CHECK(s.members[0].about == "The first.");
  REQUIRE(s.members[0].rules.size() == 2);
  CHECK(s.members[0].rules[1].limit.text() == "5");
  REQUIRE(s.members[1].rules.size() == 1);
  CHECK(s.members[1].rules[0].choices.size() == 2);
  CHECK(s.members[1].rules[0].choices[1] == "y");
  CHECK(s.members[2].forbidden);
  CHECK(s.members[2].about == "use b");
  CHECK(s.members[2].type == nullptr);
}
