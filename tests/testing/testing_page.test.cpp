// SPDX-License-Identifier: BSL-1.0

// The code of docs/guide/testing.md.

#include "support/catch.hpp"

// [include]
#include "assay/promptetheus/event.hpp"
#include "assay/testing/catch2.hpp"
// [/include]

#include "assay/json/validator.hpp"
#include "assay/testing/almost_valid.hpp"
#include "assay/testing/source.hpp"
#include "assay/testing/valid.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace testing_page {

/// An example of the reader's parser.
namespace my_parser {
inline bool accepts(std::string_view text) {
  return assay::check<assay::promptetheus::event>(text);
}
} // namespace my_parser

// [first]
using assay::promptetheus::event;
using namespace assay::testing;

TEST_CASE("my parser accepts valid events") {
  const generated made = GENERATE(valid_events<event>(300));
  CAPTURE(made);
  CHECK(my_parser::accepts(made));
}

TEST_CASE("my parser rejects events with one mistake") {
  const generated made = GENERATE(almost_valid_events<event>(300));
  CAPTURE(made);
  CHECK(my_parser::accepts(made) == made.accepted);
}
// [/first]

TEST_CASE("what my program writes is an event") {
  const generated one = valid_event<event>(1, assay::level::strict);
  const std::string_view what_i_wrote = one;
  // [writes]
  REQUIRE_THAT(what_i_wrote, is_event<event>(assay::level::strict));
  REQUIRE_THAT(what_i_wrote, round_trips<event>());
  // [/writes]
}

TEST_CASE("a seed makes the same event everywhere") {
  const std::string expected = valid_event<event>(7).text;
  // [source]
  source choices(7); // or bytes from a fuzzer
  const std::string text = valid<event>(choices, assay::level::published);
  const sample wrong = almost_valid<event>(choices); // made from the next choices
  // [/source]
  CHECK(text == expected);
  CHECK_THAT(wrong.text, gets_verdict_of<event>(wrong));
}

} // namespace testing_page
