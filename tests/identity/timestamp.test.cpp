// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/timestamp.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <chrono>
#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

using assay::parse_rfc3339;
using assay::timestamp;

namespace {

timestamp timestamp_of(std::string_view text) {
  const std::optional<timestamp> t = timestamp::parse(text);
  REQUIRE(t);
  return *t;
}

} // namespace

static_assert(!std::is_convertible_v<std::string_view, timestamp>, "a text is checked first");
static_assert(!std::is_constructible_v<timestamp, const char*>);

TEST_CASE("timestamp: by default the first second of 1970") {
  CHECK(timestamp().text() == "1970-01-01T00:00:00Z");
  CHECK(timestamp().time().second.time_since_epoch().count() == 0);
}

TEST_CASE("timestamp: the text is kept unchanged, and names the instant") {
  for (const std::string_view text :
       {"2026-06-12T12:34:56.789012Z", "2026-06-12t12:34:56z", "2026-06-12T14:34:56.50+02:00",
        "2026-06-12T12:34:56.78901234567890123Z", "2016-12-31T23:59:60-00:00"}) {
    CAPTURE(text);
    const timestamp t = timestamp_of(text);
    CHECK(t.text() == text);
    CHECK(t.time() == *parse_rfc3339(text));
    CHECK(t.time().offset == parse_rfc3339(text)->offset);
  }
}

TEST_CASE("timestamp: a text that is not an RFC 3339 date-time is rejected") {
  for (const std::string_view text : {"", "2026-06-12", "2026-06-12T12:34:56", "1781267696",
                                      "2026-02-29T12:34:56Z", "2026-06-12T12:34:56Z "}) {
    CAPTURE(text);
    CHECK_FALSE(timestamp::parse(text));
  }
}

TEST_CASE("timestamp: can be made from the result of format_rfc3339") {
  const std::chrono::sys_time<std::chrono::microseconds> time(
      std::chrono::microseconds(1781267696'789012));
  const timestamp t = *assay::format_rfc3339(time);
  CHECK(t.text() == "2026-06-12T12:34:56.789012Z");
  CHECK(t.time().time() == time);
}

TEST_CASE("timestamp: two timestamps are equal if they are written the same") {
  CHECK(timestamp() == timestamp_of("1970-01-01T00:00:00Z"));
  CHECK(timestamp() != timestamp_of("1970-01-01T00:00:00.0Z"));
  CHECK(timestamp() != timestamp_of("1970-01-01T02:00:00+02:00"));
}

TEST_CASE("timestamp: the order is that of the instants, then that of the texts") {
  const std::vector<timestamp> in_order = {
      timestamp_of("2026-06-12T23:59:59+23:59"), timestamp_of("2026-06-12T11:59:59.999999999Z"),
      timestamp_of("2026-06-12T12:00:00.0Z"),    timestamp_of("2026-06-12T12:00:00Z"),
      timestamp_of("2026-06-12T14:00:00+02:00"), timestamp_of("2026-06-12T12:00:00.000000001Z"),
      timestamp_of("2026-06-12T00:00:01-12:00")};
  for (std::size_t i = 0; i < in_order.size(); ++i)
    for (std::size_t j = 0; j < in_order.size(); ++j) {
      CAPTURE(in_order[i].text(), in_order[j].text());
      CHECK(((in_order[i] <=> in_order[j]) == (i <=> j)));
      CHECK((in_order[i] == in_order[j]) == (i == j));
    }
  std::vector<timestamp> sorted(in_order.rbegin(), in_order.rend());
  std::sort(sorted.begin(), sorted.end());
  CHECK(sorted == in_order);
}

TEST_CASE("timestamp: a moved-from timestamp has a time and can be assigned to") {
  timestamp from = timestamp_of("2026-06-12T12:34:56Z");
  const timestamp to = std::move(from);
  CHECK(to.text() == "2026-06-12T12:34:56Z");
  (void)from.time();
  from = to;
  CHECK(from == to);
}
