// SPDX-License-Identifier: BSL-1.0

// How readers treat an optional member that is required from a level on.

#include "assay/schema/rules.hpp"

#include "support/catch.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parcel {

struct label {
  std::optional<std::string> street{};
  assay::additional_members additional{};
  friend bool operator==(const label&, const label&) = default;
};
BOOST_DESCRIBE_STRUCT(label, (), (street, additional))

consteval auto rules_of(const label*) {
  using namespace assay;
  return rules(field<&label::street>("Which street.", required_from(level::published)));
}

struct parcel {
  assay::optional_or_null<std::string> id{};
  std::optional<std::vector<std::string>> items{};
  std::optional<label> to{};
  assay::additional_members additional{};
  friend bool operator==(const parcel&, const parcel&) = default;
};
BOOST_DESCRIBE_STRUCT(parcel, (), (id, items, to, additional))

consteval auto rules_of(const parcel*) {
  using namespace assay;
  return rules(field<&parcel::id>("Which parcel.", min_length(1), required_from(level::strict)),
               field<&parcel::items>("What is in it.", required_from(level::published)),
               field<&parcel::to>("Where to."));
}

} // namespace parcel

namespace {

using assay::level;
using lines = std::vector<std::string>;

/// Returns what is found. Each text is read and checked with the same verdict, and an accepted text
/// is written back unchanged.
lines found(std::string_view text, level l) {
  INFO(text);
  assay::validator<parcel::parcel> checker({.level = l}), reader({.level = l});
  parcel::parcel value{
      .id = "left over", .items = {{"left", "over"}}, .to = parcel::label{.street = "left over"}};
  const bool accepted = checker.check(text);
  CHECK(reader.read(text, value) == accepted);
  lines checked, read;
  for (const assay::violation& v : checker.report().violations()) checked.push_back(to_string(v));
  for (const assay::violation& v : reader.report().violations()) read.push_back(to_string(v));
  CHECK(read == checked);
  CHECK(accepted ==
        // No warnings: a level that allows a missing member does not warn about it.
        checked.empty());
  if (accepted) {
    assay::text_buffer out;
    REQUIRE(write(value, out));
    CHECK(out.view() == text);
  }
  return checked;
}

} // namespace

TEST_CASE("required_from: a missing member is reported from its level on, and not below it") {
  const std::string_view empty = "{}";
  CHECK(found(empty, level::reference) == lines{});
  CHECK(found(empty, level::published) ==
        lines{"/items: the member is missing: expected array [missing_member]"});
  CHECK(found(empty, level::strict) ==
        lines{"/id: the member is missing: expected non-empty string [missing_member]",
              "/items: the member is missing: expected array [missing_member]"});
}

TEST_CASE("required_from: null counts as missing") {
  CHECK(found(R"({"id":null})", level::reference) == lines{});
  CHECK(found(R"({"id":null,"items":[]})", level::published) == lines{});
  CHECK(found(R"({"id":null,"items":[]})", level::strict) ==
        lines{"/id: expected string, found null [type_mismatch]"});
  CHECK(found(R"({"id":"7","items":null})", level::strict) ==
        lines{"/items: expected array, found null [type_mismatch]"});
  CHECK(found(R"({"id":null,"items":null})", level::published) ==
        lines{"/items: expected array, found null [type_mismatch]"});
}

TEST_CASE("required_from: null is read as null, and a value as that value") {
  assay::validator<parcel::parcel> v({.level = level::reference});
  parcel::parcel p{.id = "left over"};
  REQUIRE(v.read(R"({"id":null,"items":null})", p));
  CHECK(p.id.is_null());
  CHECK_FALSE(p.items.has_value());
  REQUIRE(v.read("{}", p));
  CHECK(p.id.is_absent());
  REQUIRE(v.read(R"({"id":"7","items":["a"]})", p));
  CHECK(*p.id == "7");
}

TEST_CASE("required_from: a null element is not a missing member") {
  CHECK(found(R"({"id":"7","items":[null]})", level::published) ==
        lines{"/items/0: expected string, found null [type_mismatch]"});
}

TEST_CASE("required_from: a member that is present is checked by its rules") {
  CHECK(found(R"({"id":"7","items":["a"],"to":{"street":"Main"}})", level::strict) == lines{});
  CHECK(found(R"({"id":"","items":[]})", level::published) ==
        lines{"/id: expected non-empty string, found string of 0 bytes [too_short]"});
}

TEST_CASE("required_from: applies in a nested struct") {
  CHECK(found(R"({"items":[],"to":{}})", level::reference) == lines{});
  CHECK(found(R"({"items":[],"to":{}})", level::published) ==
        lines{"/to/street: the member is missing: expected string [missing_member]"});
  CHECK(found(R"({"items":[],"to":{"street":null}})", level::published) ==
        lines{"/to/street: expected string, found null [type_mismatch]"});
}
