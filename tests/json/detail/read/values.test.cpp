// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/read/values.hpp"

#include "assay/identity/timestamp.hpp"

#include "support/catch.hpp"

#include "assay/json/detail/read/member_functions.hpp"
#include "assay/json/members.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace made_values {

struct box {
  int size{};
  std::vector<std::string> labels{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(box, (), (size, labels, additional))
consteval auto rules_of(const box*) {
  return assay::rules(assay::field<&box::labels>("", assay::defaulted()));
}

} // namespace made_values

namespace {

using assay::detail::text_value;
using made_values::box;

/// Returns whether a V is made of the text. More text follows it.
template <class V>
bool is_made(std::string_view json) {
  const std::string text = std::string(json) + ",";
  return text_value<V>(std::string_view(text).substr(0, json.size())).is_there;
}

} // namespace

TEST_CASE("values: a value is made only from a text of its type") {
  CHECK(is_made<int>("5"));
  CHECK_FALSE(is_made<int>("5.0"));
  CHECK_FALSE(is_made<int>("99999999999"));
  CHECK_FALSE(is_made<int>("null"));
  CHECK_FALSE(is_made<int>(""));
  CHECK(is_made<std::uint8_t>("255"));
  CHECK_FALSE(is_made<std::uint8_t>("256"));
  CHECK(is_made<double>("1e2"));
  CHECK_FALSE(is_made<double>("1e400"));
  CHECK(is_made<assay::number>("1e400"));
  CHECK_FALSE(is_made<assay::number>("\"1\""));
  CHECK(is_made<bool>("true"));
  CHECK(is_made<bool>("false"));
  CHECK_FALSE(is_made<bool>("null"));
  CHECK_FALSE(is_made<bool>("1"));
  CHECK(is_made<std::string>("\"\""));
  CHECK_FALSE(is_made<std::string>("null"));
  CHECK_FALSE(is_made<std::string>("[]"));
  CHECK(is_made<assay::timestamp>("\"2024-01-01T00:00:00Z\""));
  CHECK_FALSE(is_made<assay::timestamp>("\"2024\""));
  CHECK(is_made<std::vector<int>>("[1,2]"));
  CHECK_FALSE(is_made<std::vector<int>>("[1,\"2\"]"));
  CHECK_FALSE(is_made<std::map<std::string, int>>(R"({"a":1,"a":2})"));
  CHECK(is_made<box>(R"({"size":1,"more":null})"));
  CHECK_FALSE(is_made<box>("{}"));
  CHECK_FALSE(is_made<box>(R"({"size":"1"})"));
  CHECK(is_made<assay::raw_json>("null"));
}

TEST_CASE("values: the value is that of the text") {
  CHECK(text_value<std::int64_t>("-9223372036854775808").get() == INT64_MIN);
  CHECK(text_value<std::string>("\"a\\u00e9\"").get() == "a\xC3\xA9");
  const std::string_view plain = "\"plain\"";
  CHECK(text_value<std::string>(plain).get().data() == plain.data() + 1); // a view of the text
  const text_value<box> made(R"({"labels":["\ud800","\u0000"],"size":3})");
  REQUIRE(made.is_there);
  CHECK(made.get().size == 3);
  CHECK(made.get().labels == std::vector<std::string>{"\xEF\xBF\xBD", std::string(1, '\0')});
}

TEST_CASE("values: a reader's limits do not apply to predicates") {
  const std::string deep =
      R"({"size":1,"more":)" + std::string(3000, '[') + std::string(3000, ']') + "}";
  CHECK(text_value<box>(deep).is_there);
}
