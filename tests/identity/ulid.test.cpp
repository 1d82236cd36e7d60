// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/ulid.hpp"

#include "support/catch.hpp"
#include "support/corpus.hpp"

#include <boost/json/parse.hpp>

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>

using namespace assay;

namespace {

using ulid_time = std::chrono::sys_time<std::chrono::milliseconds>;
constexpr ulid_time at_millisecond(std::int64_t ms) {
  return ulid_time(std::chrono::milliseconds(ms));
}
constexpr random_bytes<10> all_set{255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
constexpr std::int64_t last_millisecond = (std::int64_t{1} << 48) - 1;

random_bytes<10> some_bytes(std::mt19937_64& random) {
  random_bytes<10> bytes;
  for (auto& b : bytes) b = static_cast<std::uint8_t>(random());
  return bytes;
}

} // namespace

static_assert(parse_ulid("01ARZ3NDEKTSV4RRFFQ69G5FAV")->time() == at_millisecond(1469922850259),
              "usable at compile time");
static_assert(make_ulid(at_millisecond(0), {})->text() == "00000000000000000000000000",
              "usable at compile time");

TEST_CASE("ulid: the examples of the specification") {
  constexpr random_bytes<10> random{0xD6, 0x76, 0x4C, 0x61, 0xEF, 0xB9, 0x93, 0x02, 0xBD, 0x5B};
  CHECK(make_ulid(at_millisecond(1469922850259), random)->text() == "01ARZ3NDEKTSV4RRFFQ69G5FAV");
  CHECK(make_ulid(at_millisecond(1469918176385), random)->text() == "01ARYZ6S41TSV4RRFFQ69G5FAV");
  CHECK(make_ulid(at_millisecond(1465824320894),
                  {0x3A, 0x66, 0xA0, 0x8C, 0x07, 0xCE, 0x13, 0xD2, 0x53, 0x63})
            ->text() == "01AN4Z07BY79KA1307SR9X4MV3");
  CHECK(make_ulid(at_millisecond(last_millisecond), all_set)->text() ==
        "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"); // the greatest
}

TEST_CASE("ulid: within a millisecond each ULID is the last one plus 1, as in the specification's "
          "example") {
  ulid_sequence sequence;
  constexpr random_bytes<10> random{0x53, 0x34, 0xAD, 0xA7, 0x8E, 0xDC, 0x1D, 0x4A, 0x6F, 0x1E};
  for (const char* expected : {"01BX5ZZKBKACTAV9WEVGEMMVRY", "01BX5ZZKBKACTAV9WEVGEMMVRZ",
                               "01BX5ZZKBKACTAV9WEVGEMMVS0", "01BX5ZZKBKACTAV9WEVGEMMVS1"})
    CHECK(sequence.next(at_millisecond(1508808576371), random)->text() == expected);
}

TEST_CASE("ulid: no ULID after random bits overflow, until a later millisecond") {
  ulid_sequence sequence;
  random_bytes<10> last_but_two = all_set;
  last_but_two[9] = 0xFD;
  for (const char* expected :
       {"01BX5ZZKBKZZZZZZZZZZZZZZZX", "01BX5ZZKBKZZZZZZZZZZZZZZZY", "01BX5ZZKBKZZZZZZZZZZZZZZZZ"})
    CHECK(sequence.next(at_millisecond(1508808576371), last_but_two)->text() == expected);
  CHECK_FALSE(sequence.next(at_millisecond(1508808576371), {}));
  CHECK_FALSE(sequence.next(at_millisecond(1508808576371), {}));
  CHECK_FALSE(sequence.next(at_millisecond(1508808576370), {}));
  CHECK(sequence.next(at_millisecond(1508808576372), {})->text() == "01BX5ZZKBM0000000000000000");
}

TEST_CASE("ulid: an increment carries through all 80 bits, never into the time") {
  CHECK(ulid(0x0001'0000, UINT64_MAX).next() == ulid(0x0001'0001, 0));
  CHECK(ulid(0x0001'FFFE, UINT64_MAX).next() == ulid(0x0001'FFFF, 0));
  CHECK(ulid(0x0001'FFFF, UINT64_MAX - 1).next() == ulid(0x0001'FFFF, UINT64_MAX));
  CHECK(ulid(0x0001'FFFF, UINT64_MAX).next() == std::nullopt);
  CHECK(ulid(0, 31).next()->text() == "00000000000000000000000010");
}

TEST_CASE("ulid: a clock that goes back does not reverse the order") {
  ulid_sequence sequence;
  const ulid first = *sequence.next(at_millisecond(5000), {1});
  const ulid second = *sequence.next(at_millisecond(4000), {0});
  CHECK(second == first.next());
  CHECK(second.time() == at_millisecond(5000));
  CHECK(sequence.next(at_millisecond(5001), {})->text() ==
        make_ulid(at_millisecond(5001), {})->text());
}

TEST_CASE("ulid: a time beyond 48 bits of milliseconds has no ULID, and changes no sequence") {
  CHECK_FALSE(make_ulid(at_millisecond(-1), {}));
  CHECK_FALSE(make_ulid(at_millisecond(INT64_MIN), {}));
  CHECK_FALSE(make_ulid(at_millisecond(last_millisecond + 1), {}));
  CHECK_FALSE(make_ulid(at_millisecond(INT64_MAX), {}));
  CHECK(make_ulid(at_millisecond(last_millisecond), {})->time() ==
        at_millisecond(last_millisecond));
  ulid_sequence sequence;
  CHECK_FALSE(sequence.next(at_millisecond(-1), {}));
  CHECK(sequence.next(at_millisecond(7), {}) == make_ulid(at_millisecond(7), {}));
  CHECK_FALSE(sequence.next(at_millisecond(last_millisecond + 1), {}));
  CHECK_FALSE(sequence.next(at_millisecond(-1), {}));
  CHECK_FALSE(sequence.next(at_millisecond(INT64_MIN), {}));
  CHECK_FALSE(sequence.next(at_millisecond(INT64_MAX), {}));
  CHECK(sequence.next(at_millisecond(0), {}) == make_ulid(at_millisecond(7), {})->next());
  CHECK(sequence.next(at_millisecond(7), {}) == make_ulid(at_millisecond(7), {})->next()->next());
}

TEST_CASE("ulid: a sequence can begin with the first ULID of all and end with the last one") {
  ulid_sequence sequence;
  CHECK(sequence.next(at_millisecond(0), {}) == ulid());
  CHECK(sequence.next(at_millisecond(0), {}) == ulid(0, 1));
  CHECK(sequence.next(at_millisecond(last_millisecond), all_set) == ulid(UINT64_MAX, UINT64_MAX));
  CHECK_FALSE(sequence.next(at_millisecond(last_millisecond), {}));
  CHECK_FALSE(sequence.next(at_millisecond(last_millisecond + 1), {}));
  CHECK_FALSE(sequence.next(at_millisecond(0), {}));
}

TEST_CASE("ulid: a sequence rises strictly, whatever the clock and the random bytes are") {
  std::mt19937_64 random(26);
  ulid_sequence sequence;
  ulid before;
  std::string before_as_text;
  for (int round = 0; round < 20'000; ++round) {
    const std::optional<ulid> made = sequence.next(
        at_millisecond(1000 + round / 50 + static_cast<int>(random() % 20)), some_bytes(random));
    REQUIRE(made);
    REQUIRE(*made > before);
    const std::string text = made->text().str();
    REQUIRE(text > before_as_text);
    before = *made;
    before_as_text = text;
  }
}

TEST_CASE("ulid: texts and values round-trip, and have the same order") {
  std::mt19937_64 random(128);
  for (int round = 0; round < 20'000; ++round) {
    const ulid a(random() >> random() % 64, random() >> random() % 64),
        b(a.time() == at_millisecond(0) ? 1 : random(), random());
    REQUIRE(parse_ulid(a.text()) == a);
    REQUIRE((a < b) == (a.text() < b.text()));
  }
}

TEST_CASE("ulid: has all bits of the time and the random bytes") {
  std::mt19937_64 random(80);
  for (int round = 0; round < 5'000; ++round) {
    const auto time = at_millisecond(static_cast<std::int64_t>(random() >> 16));
    const random_bytes<10> bytes = some_bytes(random);
    random_bytes<10> changed = bytes;
    changed[static_cast<std::size_t>(random() % 10)] ^=
        static_cast<std::uint8_t>(1u << random() % 8);
    REQUIRE(make_ulid(time, bytes)->time() == time);
    REQUIRE(make_ulid(time, changed) != make_ulid(time, bytes));
  }
}

TEST_CASE("ulid: only one form is accepted: upper case, no look-alikes, 128 bits") {
  constexpr std::string_view valid = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
  REQUIRE(parse_ulid(valid));
  for (const char* text :
       {"", "01ARZ3NDEKTSV4RRFFQ69G5FA", "01ARZ3NDEKTSV4RRFFQ69G5FAV0",
        "01arz3ndektsv4rrffq69g5fav", "01ARZ3NDEKTSV4RRFFQ69G5FAv", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
        "80000000000000000000000000", "G0000000000000000000000000", "Z0000000000000000000000000",
        " 1ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEK-SV4RRFFQ69G5FAV"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_ulid(text));
  }
  CHECK(parse_ulid("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"));
  // Each character at each place: 32 are valid, at the first place 8.
  for (std::size_t i = 0; i < valid.size(); ++i)
    for (int c = 0; c < 256; ++c) {
      std::string text(valid);
      text[i] = static_cast<char>(c);
      const bool digit = (c >= '0' && c <= '9') ||
                         (c >= 'A' && c <= 'Z' && c != 'I' && c != 'L' && c != 'O' && c != 'U');
      CAPTURE(i, c);
      REQUIRE(parse_ulid(text).has_value() == (digit && (i != 0 || c <= '7')));
      REQUIRE(assay::is_ulid(text) == parse_ulid(text).has_value());
    }
}

TEST_CASE("ulid: ULIDs of recorded sessions are valid") {
  const auto lines = assay_test::recorded_lines("promptetheus/create_trace.ndjson");
  if (lines.empty()) return;
  std::size_t seen = 0;
  for (const std::string& line : lines) {
    const std::string id(boost::json::parse(line).at("id").as_string());
    const bool named_by_hand =
        id.starts_with("se") || id.find('-') != id.npos; // ses..., seed_... or a UUID
    CAPTURE(id);
    CHECK(parse_ulid(id).has_value() == !named_by_hand);
    if (named_by_hand) continue;
    ++seen;
    CHECK(parse_ulid(id)->text() == id);
    CHECK(parse_ulid(id)->time() >
          at_millisecond(1'700'000'000'000)); // made by a client after November 2023
  }
  CHECK(seen > 20);
}
