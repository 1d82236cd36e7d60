// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/traits.hpp"

#include "support/catch.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using assay::optional_or_null;

namespace {

struct described_struct {
  int a{};
  std::string b{};
};
BOOST_DESCRIBE_STRUCT(described_struct, (), (a, b))
struct plain_struct {};

template <class T>
bool is_only_absent(const optional_or_null<T>& v) {
  return v.is_absent() && !v.is_null() && !v.has_value() && !v;
}
template <class T>
bool is_only_null(const optional_or_null<T>& v) {
  return v.is_null() && !v.is_absent() && !v.has_value() && !v;
}
template <class T>
bool is_only_a_value(const optional_or_null<T>& v) {
  return v.has_value() && v && !v.is_null() && !v.is_absent();
}

} // namespace

TEST_CASE("traits: an optional_or_null is either absent, null or a value") {
  CHECK(is_only_absent(optional_or_null<int>()));
  CHECK(is_only_null(optional_or_null<int>(nullptr)));
  CHECK(is_only_a_value(optional_or_null<int>(0)));
  CHECK(is_only_a_value(optional_or_null<std::string>("")));
  CHECK(is_only_a_value(optional_or_null<bool>(false)));
}

TEST_CASE("traits: an optional_or_null can change from each state to each other") {
  optional_or_null<std::string> v = "one";
  CHECK(*v == "one");
  v.set_null();
  CHECK(is_only_null(v));
  v.emplace(3u, 'x');
  CHECK(is_only_a_value(v));
  CHECK(*v == "xxx");
  v.reset();
  CHECK(is_only_absent(v));
  v.set_null();
  v.reset();
  CHECK(is_only_absent(v));
  v = "two";
  CHECK(is_only_a_value(v));
  v = nullptr;
  CHECK(is_only_null(v));
  v = "three";
  CHECK(is_only_a_value(v));
  v = {};
  CHECK(is_only_absent(v));
}

TEST_CASE("traits: an optional_or_null's value is accessed like an optional's") {
  optional_or_null<std::string> v = std::string("abc");
  CHECK(v->size() == 3);
  *v += "d";
  v->push_back('e');
  CHECK(std::as_const(v)->size() == 5);
  CHECK(*std::as_const(v) == "abcde");
  CHECK(v.value_or("other") == "abcde");
  CHECK(optional_or_null<std::string>().value_or("other") == "other");
  CHECK(optional_or_null<std::string>(nullptr).value_or("other") == "other");
  CHECK(v.emplace("x") == "x");
}

TEST_CASE("traits: two optional_or_null are equal with the same state and value") {
  using o = optional_or_null<int>;
  CHECK(o() == o());
  CHECK(o(nullptr) == o(nullptr));
  CHECK(o(1) == o(1));
  CHECK_FALSE(o() == o(nullptr));
  CHECK_FALSE(o() == o(0));
  CHECK_FALSE(o(nullptr) == o(0));
  CHECK_FALSE(o(1) == o(2));
}

TEST_CASE("traits: an optional_or_null copies and moves its state") {
  optional_or_null<std::string> value = "a rather long text that is not stored in place",
                                null = nullptr, absent;
  const auto copy = value;
  CHECK(copy == value);
  CHECK(is_only_null(optional_or_null<std::string>(null)));
  CHECK(is_only_absent(optional_or_null<std::string>(absent)));
  const auto moved = std::move(value);
  CHECK(moved == copy);
}

TEST_CASE("traits: the type of a member's value is found inside optional types") {
  using namespace assay::detail;
  STATIC_REQUIRE(std::is_same_v<value_type_t<int>, int>);
  STATIC_REQUIRE(std::is_same_v<value_type_t<std::optional<int>>, int>);
  STATIC_REQUIRE(std::is_same_v<value_type_t<optional_or_null<std::string>>, std::string>);
  STATIC_REQUIRE(is_optional<std::optional<int>>);
  STATIC_REQUIRE(!is_optional<optional_or_null<int>>);
  STATIC_REQUIRE(!is_optional<int>);
  STATIC_REQUIRE(is_optional_or_null<optional_or_null<int>>);
  STATIC_REQUIRE(!is_optional_or_null<std::optional<int>>);
}

TEST_CASE("traits: which rules apply to a type") {
  using namespace assay::detail;
  STATIC_REQUIRE(is_text<std::string>);
  STATIC_REQUIRE(!is_text<std::vector<std::string>>);
  STATIC_REQUIRE(is_number<std::int64_t>);
  STATIC_REQUIRE(is_number<std::uint64_t>);
  STATIC_REQUIRE(!is_number<bool>);
  STATIC_REQUIRE(!is_number<std::string>);
}

TEST_CASE("traits: described structs are detected, and members' types found from their pointers") {
  using namespace assay::detail;
  STATIC_REQUIRE(described<described_struct>);
  STATIC_REQUIRE(!described<plain_struct>);
  STATIC_REQUIRE(!described<std::string>);
  STATIC_REQUIRE(std::is_same_v<member_type<&described_struct::b>, std::string>);
  STATIC_REQUIRE(std::is_same_v<decltype(class_of(&described_struct::b)), described_struct>);
}

TEST_CASE("traits: types have the names that messages use") {
  using assay::detail::type_name;
  CHECK(type_name<std::string> == "string");
  CHECK(type_name<bool> == "boolean");
  CHECK(type_name<std::int64_t> == "integer");
  CHECK(type_name<std::uint64_t> == "integer >= 0");
  CHECK(type_name<std::vector<std::string>> == "array");
  CHECK(type_name<described_struct> == "object");
}

TEST_CASE("optional_or_null: std::nullopt makes it absent") {
  assay::optional_or_null<std::string> o = "x";
  o = std::nullopt;
  CHECK(o.is_absent());
  o = nullptr;
  CHECK(o.is_null());
}
