// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/shop.hpp"

#include "assay/testing/catch2.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

using namespace assay::testing;
using assay::code;
using shop::order;

constexpr std::string_view stopped = R"({"news":"stopped","id":"a","version":2,"body":{}})";
constexpr std::string_view without_id = R"({"news":"stopped","version":2,"body":{}})";
constexpr std::string_view with_more = R"({"news":"stopped","id":"a","version":2,"body":{},"x":1})";

/// Returns what Catch2 shows for a failed assertion about this text.
template <class Matcher>
std::string failure(std::string_view text, const Matcher& matcher) {
  CHECK_FALSE(matcher.match(text));
  return Catch::Detail::stringify(text) + ' ' + matcher.toString();
}

TEST_CASE("compared values are shown, whatever their namespace is") {
  using Catch::Detail::stringify;
  CHECK(stringify(shop::stopped{"late"}) == R"({"reason":"late"})");
  CHECK(stringify(std::vector<shop::stopped>(2)) == "{ {}, {} }");
  CHECK(stringify(std::optional<shop::stopped>(shop::stopped())) == "{}");
  CHECK(stringify(std::optional<shop::stopped>()) == "absent");
  CHECK(stringify(shop::body(shop::stopped())) == "stopped {}");
  CHECK(stringify(code::too_long) == "too_long");
  CHECK(stringify(std::array{code::too_long, code::too_short}) == "{ too_long, too_short }");
  CHECK(stringify(assay::violation{.code = code::unterminated, .offset = 3}) ==
        "byte 3: (event): the text ends before the event is complete [unterminated]");
  CHECK(stringify(assay::report()) == "accepted");
  CHECK(stringify(assay::raw_json(1)) == "1");
}

TEST_CASE("a text is matched as an event") {
  CHECK_THAT(stopped, is_event<order>());
  CHECK_THAT(std::string(stopped), is_event<order>(assay::level::strict));
  CHECK_THAT(with_more, is_event<order>(assay::options{.level = assay::level::strict}));
  CHECK_THAT("{}", !is_event<order>());
  CHECK_THAT(stopped, is_event<order>() && !rejects_with<order>(code::missing_member, "/id"));
}

TEST_CASE("an invalid text is shown with what is wrong") {
  CHECK(failure(without_id, is_event<order>()) ==
        "\"" + std::string(without_id) +
            "\" is accepted at published\n"
            "  but it is rejected:\n"
            "    byte 0: /id: the member is missing: expected non-empty string [missing_member]");
}

TEST_CASE("a text is matched by its violation") {
  CHECK_THAT(without_id, rejects_with<order>(code::missing_member, "/id"));
  CHECK_THAT(without_id, !rejects_with<order>(code::missing_member, "/body"));
  CHECK_THAT(with_more, warns_with<order>(code::unknown_member, "/x", assay::level::strict));
  CHECK_THAT(with_more, !warns_with<order>(code::unknown_member, "/x"));
  CHECK(failure(stopped, rejects_with<order>(code::too_long, "/id")) ==
        "\"" + std::string(stopped) +
            "\" is rejected at published with error too_long at /id\n"
            "  but it is accepted, without a violation");
}

TEST_CASE("a text is matched by its round trip and by a sample") {
  CHECK_THAT(with_more, round_trips<order>());
  CHECK_THAT(without_id, !round_trips<order>());
  const sample expected{.accepted = false,
                        .violation = expected_violation{code::missing_member, "/id"}};
  CHECK_THAT(without_id, gets_verdict_of<order>(expected));
  CHECK_THAT(stopped, !gets_verdict_of<order>(expected));
}

TEST_CASE("a reused matcher states what is wrong now") {
  const auto matcher = is_event<order>();
  CHECK(failure("[]", matcher) != failure(without_id, matcher));
  CHECK(matcher.match(stopped));
  CHECK(matcher.toString() == "is accepted at published");
}

TEST_CASE("generated events have their expected kind") {
  const generated made = GENERATE(valid_events<order>(20));
  CAPTURE(made);
  CHECK_THAT(made, is_event<order>());
  CHECK_THAT(made, gets_verdict_of<order>(made));
  CHECK_THAT(made, round_trips<order>());
  CHECK(made == valid_event<order>(made.seed));
}

TEST_CASE("generated events with a violation are rejected for it") {
  const generated made = GENERATE(almost_valid_events<order>(20, assay::level::strict, 100));
  CHECK_THAT(made, gets_verdict_of<order>(made, assay::level::strict));
  CHECK(made == almost_valid_event<order>(made.seed, assay::level::strict));
  CHECK(made.seed >= 100);
  CHECK(made.seed < 120);
}

TEST_CASE("generated hostile texts get their expected verdict") {
  const generated made = GENERATE(hostile_events<order>(20, assay::level::strict, 100));
  CHECK_THAT(made, gets_verdict_of<order>(made, assay::level::strict));
}

TEST_CASE("generators return the requested number of events, and are reproducible") {
  auto events = valid_events<order>(3, assay::level::published, 7);
  std::vector<generated> made{events.get()};
  while (events.next()) made.push_back(events.get());
  CHECK(made == std::vector{valid_event<order>(7), valid_event<order>(8), valid_event<order>(9)});
  CHECK_FALSE(valid_events<order>(1).next());
  CHECK_FALSE(valid_events<order>(0).next());
}

TEST_CASE("a generated event is shown with its seed") {
  const generated made(sample{.text = "{}"}, 7);
  CHECK(Catch::Detail::stringify(made) == "seed 7, to be accepted:\n  {}");
}

} // namespace
