// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rules/counts.hpp"

#include "support/findings.hpp"

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ruled_counts {

using namespace assay;

struct all {
  std::optional<std::vector<int>> list{};
  std::optional<std::map<std::string, int>> map{};
  std::optional<std::unordered_map<std::string, int>> table{};
  std::optional<dictionary<int>> pairs{};
  std::optional<std::vector<double>> numbers{};
  std::optional<std::vector<std::string>> strings{};
  std::optional<std::vector<raw_json>> values{};
  std::optional<std::vector<bool>> bits{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(all, (),
                      (list, map, table, pairs, numbers, strings, values, bits, additional))
consteval auto rules_of(const all*) {
  return rules(
      field<&all::list>("", min_count(1), max_count(2)), field<&all::map>("", min_count(2)),
      field<&all::table>("", max_count(1)), field<&all::pairs>("", max_count(1), unique_elements()),
      field<&all::numbers>("", unique_elements()), field<&all::strings>("", unique_elements()),
      field<&all::values>("", unique_elements().from(level::strict)),
      field<&all::bits>("", max_count(1)));
}

} // namespace ruled_counts

namespace {

std::vector<std::string> found_in_container(std::string_view name, std::string_view value,
                                            assay::level l = assay::level::published) {
  return assay_test::lines_of<ruled_counts::all>(
      "{\"" + std::string(name) + "\":" + std::string(value) + "}", l);
}
using counted = std::vector<std::string>;

} // namespace

TEST_CASE("counts: elements and members are counted") {
  CHECK(found_in_container("list", "[1]") == counted{});
  CHECK(found_in_container("list", " [ 1 , 2 ] ") == counted{});
  CHECK(found_in_container("list", "[ ]") ==
        counted{"/list: expected array of 1 to 2 elements, found fewer [too_few_elements]"});
  CHECK(found_in_container("list", "[1,2,3]") ==
        counted{"/list: expected array of 1 to 2 elements, found more [too_many_elements]"});
  CHECK(found_in_container("map", R"({"a":1,"b":2})") == counted{});
  CHECK(found_in_container("map", R"({"a":1})") ==
        counted{"/map: expected object of at least 2 members, found fewer [too_few_elements]"});
  CHECK(found_in_container("table", R"({"a":1,"b":2})") ==
        counted{"/table: expected object of at most 1 member, found more [too_many_elements]"});
  CHECK(found_in_container("bits", "[true,false]") ==
        counted{"/bits: expected array of at most 1 element, found more [too_many_elements]"});
}

TEST_CASE("counts: each element that equals an earlier one is reported at its place") {
  CHECK(found_in_container("numbers", "[1,2,-1,0.1]") == counted{});
  CHECK(found_in_container("numbers", "[1,1.0,2,10e-1,0,-0.0]") ==
        counted{"/numbers/1: expected distinct elements, found a duplicate "
                "[repeated_element]",
                "/numbers/3: expected distinct elements, found a duplicate "
                "[repeated_element]",
                "/numbers/5: expected distinct elements, found a duplicate "
                "[repeated_element]"});
  CHECK(found_in_container("strings", R"(["a","b","\u0061"])") ==
        counted{"/strings/2: expected distinct elements, found a duplicate "
                "[repeated_element]"});
  CHECK(found_in_container("strings", R"(["","1","e\u0301","\u00e9"])") == counted{});
  CHECK(found_in_container("strings", R"(["",""])").size() == 1);
  CHECK(found_in_container("pairs", R"({"a":1,"b":1})").size() == 2); // too many, and duplicate
}

TEST_CASE("counts: values are equal by type and content, with members in order") {
  using assay::level;
  const auto found = [](std::string_view v) {
    return found_in_container("values", v, level::strict).size();
  };
  CHECK(found(R"([1,"1",[1],["1"],{"a":1},{"a":"1"},true,"true",null,"null",[],{}])") == 0);
  CHECK(found(R"([{"a":1,"b":2},{"b":2,"a":1}])") == 0);
  CHECK(found(R"([{"a":1,"b":[2.0]}, { "\u0061" : 1.0 , "b" : [ 2 ] } ])") == 1);
  CHECK(found(R"([["a","b"],["a,b"],["a\",\"b"]])") == 0);
  CHECK(found(R"([null,null,null])") == 2);
  CHECK(found_in_container("values", "[null,null]", level::published).empty());
}

TEST_CASE("counts: a value of another type has no count") {
  CHECK(found_in_container("list", "{}") ==
        counted{"/list: expected array, found object [type_mismatch]"});
  CHECK(found_in_container("map", "[]").size() == 1);
  CHECK(found_in_container("map", "null") == counted{});
}
