// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/span_id.hpp"

#include "support/catch.hpp"
#include "support/corpus.hpp"

#include <boost/json/parse.hpp>

using namespace assay;

static_assert(make_span_id({}) == "span_00000000000040008000000000000000",
              "usable at compile time");

TEST_CASE("span_id: exactly a prefix and 32 hexadecimal digits") {
  CHECK(make_span_id({0x91, 0x91, 0x08, 0xF7, 0x52, 0xD1, 0x33, 0x20, 0x5B, 0xAC, 0xF8, 0x47, 0xDB,
                      0x41, 0x48, 0xA8}) == "span_919108f752d143209bacf847db4148a8");
  CHECK(is_span_id(make_span_id({1, 2, 3})));
  CHECK(is_span_id("span_00000000000000000000000000000000"));
  for (const char* text :
       {"", "span_", "919108f752d143209bacf847db4148a8", "Span_919108f752d143209bacf847db4148a8",
        "span_919108F752d143209bacf847db4148a8", "span_919108f752d143209bacf847db4148a",
        "span_919108f752d143209bacf847db4148a80", "span-919108f752d143209bacf847db4148a8"}) {
    CAPTURE(text);
    CHECK_FALSE(is_span_id(text));
  }
}

TEST_CASE("span_id: ids of recorded sessions are valid") {
  const auto lines = assay_test::recorded_lines("promptetheus/sessions.ndjson");
  if (lines.empty()) return;
  int seen = 0;
  for (const std::string& line : lines) {
    const boost::json::value event = boost::json::parse(line);
    for (const char* member : {"span_id", "parent_id"}) {
      const boost::json::value* const id = event.as_object().if_contains(member);
      if (id == nullptr || id->is_null()) continue;
      ++seen;
      CAPTURE(line);
      CHECK(is_span_id(std::string_view(id->as_string())));
    }
  }
  CHECK(seen > 500);
}
