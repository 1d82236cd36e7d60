// SPDX-License-Identifier: BSL-1.0
#include "assay/json/members.hpp"

#include "support/catch.hpp"

using assay::additional_members;
using assay::raw_json;

TEST_CASE("members: the first additional member of a name is found") {
  const additional_members m{{{"a", 1}, {"b", nullptr}, {"a", 2}, {"", "empty"}}};
  CHECK(m.find("a") == &m.list[0].second);
  CHECK(m.find("b") == &m.list[1].second);
  CHECK(m.find("") == &m.list[3].second);
}

TEST_CASE("members: a missing member is not found") {
  CHECK(additional_members().find("a") == nullptr);
  CHECK(additional_members().find("") == nullptr);
  const additional_members m{{{"ab", 1}}};
  CHECK(m.find("a") == nullptr);
  CHECK(m.find("abc") == nullptr);
  CHECK(m.find("AB") == nullptr);
}

TEST_CASE("members: additional members are equal only in the same order") {
  const additional_members m{{{"a", 1}, {"b", 2}}};
  CHECK(m == additional_members{{{"a", 1}, {"b", 2}}});
  CHECK_FALSE(m == additional_members{{{"b", 2}, {"a", 1}}});
  CHECK_FALSE(m == additional_members{{{"a", 1}}});
}

TEST_CASE("members: a new untyped payload is an empty object without a type") {
  const assay::untyped_payload p;
  CHECK(p.type.empty());
  CHECK(p.content.text() == "{}");
  CHECK_FALSE(p == assay::untyped_payload{"metric", {}});
  CHECK_FALSE(p == assay::untyped_payload{"", {{"a", 1}}});
}
