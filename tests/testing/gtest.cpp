// SPDX-License-Identifier: BSL-1.0

// The test kit with GoogleTest, as users have it. It is a separate program because the other tests
// use Catch2.

#include "support/shop.hpp"

#include "assay/testing/gtest.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace assay::testing;
using assay::code;
using shop::order;
using ::testing::PrintToString;

constexpr std::string_view stopped = R"({"news":"stopped","id":"a","version":2,"body":{}})";
constexpr std::string_view without_id = R"({"news":"stopped","version":2,"body":{}})";
constexpr std::string_view with_more = R"({"news":"stopped","id":"a","version":2,"body":{},"x":1})";

TEST(Printing, ShowsTheTypesOfTheLibraryAndWireObjectsOfAnyNamespace) {
  EXPECT_EQ(PrintToString(shop::stopped{"late"}), R"({"reason":"late"})");
  EXPECT_EQ(PrintToString(std::vector<shop::stopped>(2)), "{ {}, {} }");
  EXPECT_EQ(PrintToString(std::optional<shop::stopped>(shop::stopped())), "({})");
  EXPECT_EQ(PrintToString(shop::body(shop::stopped())), "stopped {}");
  EXPECT_EQ(PrintToString(code::too_long), "too_long");
  EXPECT_EQ(PrintToString(assay::violation{.code = code::unterminated, .offset = 3}),
            "byte 3: (event): the text ends before the event is complete [unterminated]");
  EXPECT_EQ(PrintToString(assay::report()), "accepted");
  EXPECT_EQ(PrintToString(assay::raw_json(1)), "1");
}

TEST(Printing, ShowsBothSidesOfAComparison) {
  EXPECT_NONFATAL_FAILURE(EXPECT_EQ(shop::stopped{"late"}, shop::stopped{"lost"}),
                          "{\"reason\":\"late\"}\n  shop::stopped{\"lost\"}\n"
                          "    Which is: {\"reason\":\"lost\"}");
}

TEST(Predicates, HoldForTheTextsThatTheyName) {
  EXPECT_TRUE(is_event<order>(stopped));
  EXPECT_TRUE(is_event<order>(std::string(stopped), assay::level::strict));
  EXPECT_FALSE(is_event<order>(without_id));
  EXPECT_TRUE(rejects_with<order>(without_id, code::missing_member, "/id"));
  EXPECT_FALSE(rejects_with<order>(without_id, code::missing_member, "/body"));
  EXPECT_TRUE(warns_with<order>(with_more, code::unknown_member, "/x", assay::level::strict));
  EXPECT_FALSE(warns_with<order>(with_more, code::unknown_member, "/x"));
  EXPECT_TRUE(round_trips<order>(with_more));
  EXPECT_FALSE(round_trips<order>(without_id));
}

TEST(Predicates, SayWhatIsWrong) {
  EXPECT_NONFATAL_FAILURE(
      EXPECT_TRUE(is_event<order>(without_id)),
      "Actual: false ({\"news\":\"stopped\",\"version\":2,\"body\":{}}\n"
      "  is accepted at published\n"
      "  but it is rejected:\n"
      "    byte 0: /id: the member is missing: expected non-empty string [missing_member])");
  EXPECT_NONFATAL_FAILURE(
      EXPECT_FALSE(is_event<order>(stopped)),
      "Actual: true ({\"news\":\"stopped\",\"id\":\"a\",\"version\":2,\"body\":{}}\n"
      "  is accepted at published)");
}

TEST(Matchers, AreThoseOfGmock) {
  const ::testing::Matcher<std::string> matcher = is_event<order>();
  EXPECT_TRUE(matcher.Matches(std::string(stopped)));
  std::ostringstream what;
  matcher.DescribeTo(&what);
  what << " / ";
  matcher.DescribeNegationTo(&what);
  EXPECT_EQ(what.str(), "is accepted at published / not: is accepted at published");
}

/// An example of a user's parser.
namespace my_parser {
bool accepts(std::string_view text) { return assay::check<order>(text); }
} // namespace my_parser

TEST(Generated, EventsAreForParsersOfAnyKind) {
  // [page]
  EXPECT_TRUE(is_event<order>(stopped));
  EXPECT_TRUE(rejects_with<order>(without_id, code::missing_member, "/id"));
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const generated made = almost_valid_event<order>(seed);
    EXPECT_EQ(my_parser::accepts(made), made.accepted) << ::testing::PrintToString(made);
  }
  // [/page]
}

TEST(Generated, EventsGetTheVerdictsThatTheyHold) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const generated good = valid_event<order>(seed), bad = almost_valid_event<order>(seed);
    EXPECT_TRUE(gets_verdict_of<order>(good.text, good)) << PrintToString(good);
    EXPECT_TRUE(gets_verdict_of<order>(bad.text, bad)) << PrintToString(bad);
    EXPECT_FALSE(gets_verdict_of<order>(good.text, bad));
  }
  EXPECT_EQ(PrintToString(generated(sample{.text = "{}"}, 7)), "seed 7, to be accepted:\n  {}");
}

} // namespace

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
