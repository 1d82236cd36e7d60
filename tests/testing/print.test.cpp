// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/shop.hpp"

#include "assay/batch/batch_validator.hpp"
#include "assay/identity/span_id.hpp"
#include "assay/testing/print.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// Structs that are described but are not wire objects: they have no readers.
namespace print_test {

struct point {
  int x = 0, y = 0;
  friend bool operator==(const point&, const point&) = default;
};
BOOST_DESCRIBE_STRUCT(point, (), (x, y))

enum class plain { a };

} // namespace print_test

namespace {

using namespace assay::testing;
using assay::code;

assay::report report_of_order(std::string_view text, assay::level at = assay::level::published) {
  assay::validator<shop::order> v({.level = at});
  v.check(text);
  return v.report();
}

TEST_CASE("wire objects of any namespace are shown as JSON") {
  shop::item item{.sku = "a\"1", .quantity = 2};
  CHECK(printed(item) == R"({"sku":"a\"1","quantity":2})");
  CHECK(printed(shop::order{.id = "7", .body = shop::stopped{"late"}}) ==
        R"({"news":"stopped","id":"7","version":0,"body":{"reason":"late"}})");
}

TEST_CASE("a value that cannot be written is shown as such") {
  CHECK(printed(shop::stopped{"\xFF"}) == "(cannot be written as JSON: invalid_value)");
}

TEST_CASE("a union is shown with the name of its alternative") {
  CHECK(printed(shop::body(shop::stopped{"late"})) == R"(stopped {"reason":"late"})");
  CHECK(printed(shop::body(assay::untyped_payload{"ret\nurned", {{"n", 1}}})) ==
        R"(untyped ret\x0aurned {"n":1})");
}

TEST_CASE("types that are not wire objects are left to other printers") {
  STATIC_REQUIRE_FALSE(printable<print_test::point>);
  STATIC_REQUIRE_FALSE(printable<print_test::plain>);
  STATIC_REQUIRE_FALSE(printable<int>);
  STATIC_REQUIRE_FALSE(printable<std::string>);
  STATIC_REQUIRE_FALSE(printable<std::variant<int, std::string>>);
  STATIC_REQUIRE_FALSE(printable<const assay::violation>);
  STATIC_REQUIRE_FALSE(printable<assay::violation&>);
}

TEST_CASE("a violation is shown with its offset and in words") {
  const assay::report r = report_of_order(R"({"news":"stopped","id":7,"version":1,"body":{}})");
  REQUIRE(r.violations().size() == 1);
  CHECK(printed(r.violations().front()) ==
        "byte 23: /id: expected string, found number [type_mismatch]");
  assay::violation without_place = r.violations().front();
  without_place.offset.reset();
  CHECK(printed(without_place) == "/id: expected string, found number [type_mismatch]");
}

TEST_CASE("violations that differ only in what their sentence omits are shown differently") {
  const assay::violation plain{.code = code::unterminated};
  CHECK(printed(plain) == "(event): the text ends before the event is complete [unterminated]");
  assay::violation more = plain;
  more.expected = "this";
  more.actual = assay::kind::string;
  more.length = 3;
  more.characters = 2;
  more.first_offset = 4;
  CHECK(printed(more) ==
        printed(plain) +
            ", expected: this, found: string, length: 3, characters: 2, first at byte 4");
}

TEST_CASE("a report is shown as its verdict and its violations") {
  CHECK(printed(assay::report()) == "accepted");
  CHECK(printed(report_of_order(R"({"news":"stopped","id":"","version":1})")) ==
        "rejected:\n"
        "  byte 0: /body: the member is missing: expected object [missing_member]\n"
        "  byte 23: /id: expected non-empty string, found string of 0 bytes [too_short]");
  CHECK(printed(assay::report(false, true, {})) == "rejected:\n  ... and more");
}

TEST_CASE("enums are shown by their names, and others by their numbers") {
  CHECK(printed(code::lone_surrogate) == "lone_surrogate");
  CHECK(printed(code(255)) == "(255)");
  CHECK(printed(assay::level::strict) == "strict");
  CHECK(printed(assay::level(9)) == "(9)");
  CHECK(printed(assay::severity::warning) == "warning");
  CHECK(printed(assay::category::limit) == "limit");
  CHECK(printed(assay::kind::none) == "none");
  CHECK(printed(assay::kind::array) == "array");
  CHECK(printed(assay::outcome::duplicate) == "duplicate");
  CHECK(printed(shop::news::stopped) == "stopped");
}

TEST_CASE("values that hold text are shown as that text") {
  CHECK(printed(assay::number(0.5)) == "0.5");
  CHECK(printed(assay::raw_json("a")) == R"("a")");
  CHECK(printed(assay::raw_object{{"a", 1}}) == R"({"a":1})");
  CHECK(printed(assay::timestamp()) == "1970-01-01T00:00:00Z");
  CHECK(printed(assay::json_text("[1]")) == "[1]");
  CHECK(printed(assay::json_text()) == "(none)");
  CHECK(printed(assay::additional_members{{{"a", 1}, {"a", 2}}}) == R"({"a":1,"a":2})");
  CHECK(printed(assay::fixed_text<2>({'a', 'b'})) == "ab");
}

TEST_CASE("absent, null and a value are distinguished") {
  using optional = assay::optional_or_null<std::string>;
  CHECK(printed(optional()) == "absent");
  CHECK(printed(optional(nullptr)) == "null");
  CHECK(printed(optional("null")) == R"("null")");
}

TEST_CASE("members of any type are shown") {
  using assay::optional_or_null;
  CHECK(printed(optional_or_null<bool>(true)) == "true");
  CHECK(printed(optional_or_null<double>(0.25)) == "0.25");
  CHECK(printed(optional_or_null<std::variant<bool, assay::number>>(assay::number(3))) == "3");
  CHECK(printed(optional_or_null<std::vector<int>>(std::vector<int>{1, -2})) == "[1, -2]");
  CHECK(printed(optional_or_null<assay::dictionary<int>>(assay::dictionary<int>{{"a", 1}})) ==
        R"(["a": 1])");
  CHECK(printed(optional_or_null<std::map<std::string, std::optional<int>>>(
            std::map<std::string, std::optional<int>>{{"a", 1}, {"b", std::nullopt}})) ==
        R"(["a": 1, "b": absent])");
  CHECK(printed(optional_or_null<print_test::point>(print_test::point())) ==
        "(a value of a type without a printer)");
}

TEST_CASE("results of writing are shown") {
  assay::text_buffer out;
  CHECK(printed(write(shop::stopped{"a"}, out)) == "written");
  CHECK(printed(write(shop::stopped{"\xFF"}, out)) == "not written: invalid_value");
}

TEST_CASE("trees and samples are shown as their texts") {
  const json_node tree = parse_tree(R"({"a":[1,null]})");
  CHECK(printed(tree) == R"({"a":[1,null]})");
  CHECK(printed(tree.children.front()) == R"("a":[1,null])");
  CHECK(printed(expected_violation{code::invalid_syntax}) == "error invalid_syntax at (event)");
  CHECK(printed(sample{.text = "{}"}) == "to be accepted:\n  {}");
  CHECK(printed(sample{.text = std::string("{\0", 2),
                       .accepted = false,
                       .violation = expected_violation{code::missing_member, "/id"},
                       .reason = "a NUL"}) ==
        "to be rejected with error missing_member at /id (a NUL):\n  {\\x00");
}

TEST_CASE("a batch's verdict is shown with the rejected events") {
  assay::batch_validator<shop::order, &shop::order::id, &shop::order::id> batch(
      {}, {.bare_array = true});
  const auto& verdict =
      batch.check(R"([{"news":"stopped","id":"a","version":1,"body":{}},{"news":"stopped","id":1,)"
                  R"("version":1,"body":{}}])");
  const std::string rejected =
      "event 1: rejected:\n  byte 23: /id: expected string, found number [type_mismatch]";
  CHECK(printed(verdict) == "2 events, 0 duplicates, 1 rejected\n" + rejected);
  CHECK(printed(verdict.events().front()) ==
        R"(accepted: {"news":"stopped","id":"a","version":1,"body":{}})");
  CHECK(printed(verdict.rejected().front()) == rejected);
  CHECK(
      printed(batch.check("[")) ==
      "unreadable: rejected:\n"
      "  byte 1: /0: the text ends before the event is complete [unterminated], expected: a value");
}

TEST_CASE("texts are shown without invisible characters, and long ones are truncated") {
  CHECK(shown_text("a\t\x7F\\\xC3\xA9") == "a\\x09\\x7f\\\xC3\xA9");
  CHECK(shown_text("\xC3(\xFF") == "\\xc3(\\xff");
  CHECK(shown_text("a\xE2\x80\xAE"
                   "b") == "a\\xe2\\x80\\xae"
                           "b"); // from right to left
  CHECK(shown_text("\xE2\x80") == "\\xe2\\x80");
  CHECK(shown_text("abcdef", 3) == "abc... (6 bytes)");
  CHECK(shown_text("abc", 3) == "abc");
  CHECK(shown_text("ab\xC3\xA9z", 3) == "ab\xC3\xA9... (5 bytes)");
}

} // namespace
