// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/almost_valid.hpp"

#include "schema/zoo.hpp"
#include "support/catch.hpp"
#include "support/effort.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

// laws/ checks for all objects that each gets its violation.

using namespace assay::testing;
using assay::code;
using assay::level;

namespace {

struct no_members {
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(no_members, (), (additional))

} // namespace

TEST_CASE("almost_valid: the same source gives the same sample") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    source a(seed), b(seed);
    CHECK(almost_valid<assay_zoo::event>(a, level::strict) ==
          almost_valid<assay_zoo::event>(b, level::strict));
  }
}

TEST_CASE("almost_valid: each code of a schema occurs") {
  std::set<code> missing = {code::type_mismatch,     code::missing_member,   code::duplicate_member,
                            code::unknown_member,    code::forbidden_member, code::unknown_type,
                            code::not_one_of,        code::out_of_range,     code::too_short,
                            code::too_long,          code::not_multiple_of,  code::too_few_elements,
                            code::too_many_elements, code::repeated_element, code::predicate_failed,
                            code::deprecated_member, code::invalid_format,   code::members_disagree,
                            code::integer_overflow};
  for (std::uint64_t seed = 0; seed < 700 && !missing.empty(); ++seed)
    for (const level at : {level::reference, level::published, level::strict}) {
      source from(seed);
      const sample made = almost_valid<assay_zoo::event>(from, at);
      REQUIRE(made.violation);
      missing.erase(made.violation->code);
    }
  CHECK(missing.empty());
}

TEST_CASE("almost_valid: a sample is accepted if its violation is a warning") {
  source from(3);
  for (int i = 0; i < assay_test::effort(500); ++i) {
    const sample made = almost_valid<assay_zoo::event>(from, level::strict);
    REQUIRE(made.violation);
    CHECK(made.accepted == (made.violation->severity == assay::severity::warning));
    CHECK(!made.reason.empty());
  }
}

TEST_CASE("almost_valid: a struct without members gets a wrong type or an unknown member") {
  std::set<std::string> found;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    source from(seed);
    const sample made = almost_valid<no_members>(from, level::strict);
    REQUIRE(made.violation);
    found.insert(std::string(name_of(made.violation->code)));
  }
  CHECK(found == std::set<std::string>{"type_mismatch", "unknown_member"});
}
