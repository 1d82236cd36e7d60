// SPDX-License-Identifier: BSL-1.0
#include <assay/timeline/tree_text.hpp>

#include "support/catch.hpp"
#include "support/timeline.hpp"

#include <string>

using namespace assay::timeline;
using assay_test::end_of;
using assay_test::log_of;
using assay_test::sample;
using assay_test::start_of;

namespace {

std::string text_of(const std::vector<sample>& events, const text_options& o = {}) {
  const auto log = log_of(events);
  const ordering order(log);
  assay::text_buffer out;
  append_text(out, span_tree(order.sessions()[0]), o);
  return std::string(out.view());
}

const std::vector<sample> trip{
    {.seq = 0, .label = "state_change"},
    start_of(1, "sp1", "", "plan a trip"),
    start_of(2, "sp2", "sp1", "search"),
    {.seq = 3, .span = "sp2", .parent = "sp1", .label = "tool_call"},
    end_of(4, "sp2", 754, "sp1", "search"),
    start_of(10, "sp3", "sp1", "book"),
    end_of(11, "sp3", 12, "sp1", "book"),
    end_of(12, "sp1", 2541, "", "plan a trip"),
    {.seq = 13, .role = role::session_end, .label = "session_end"},
};

} // namespace

TEST_CASE("tree text: one line for each span, bars in proportion to the longest") {
  CHECK(text_of(trip) == "session s: 9 events, 3 spans\n"
                         "  gaps: 1 (seq 5-9)\n"
                         "                                2 events  0-13   (no span)\n"
                         "  2.54 s  ####################  2 events  1-12   plan a trip\n"
                         "  754 ms  ######                3 events  2-4      search\n"
                         "   12 ms  #                     2 events  10-11    book\n");
}

TEST_CASE("tree text: events on separate lines, and bars of another width or none") {
  CHECK(text_of({trip.begin() + 1, trip.begin() + 5}, {.bar_width = 0, .events = true}) ==
        "session s: 4 events, 2 spans, no end\n"
        "  gaps: 1 (seq 0)\n"
        "          1 event   1    plan a trip  [no end]\n"
        "                           1 metric\n"
        "  754 ms  3 events  2-4    search\n"
        "                             2 metric\n"
        "                             3 tool_call\n"
        "                             4 metric\n");
  CHECK(text_of({trip.begin() + 2, trip.begin() + 5}, {.bar_width = 5})
            .find("754 ms  #####  3 events") != std::string::npos);
}

TEST_CASE("tree text: all irregularities are shown") {
  std::vector<sample> events{
      {.seq = 2},
      {.seq = 2},
      {.seq = 2, .key = "another"},
      {.seq = 5, .role = role::session_end},
      {.seq = 6, .span = "a", .parent = "gone"},
      start_of(7, "b", "b", "loop"),
  };
  CHECK(text_of(events) == "session s: 5 events, 2 spans\n"
                           "  gaps: 2 (seq 0-1, 3-4)\n"
                           "  duplicates: 1 (seq 2)\n"
                           "  conflicts: 1 (seq 2)\n"
                           "  after the end: 2 (seq 6, 7)\n"
                           "  3 events  2-5  (no span)\n"
                           "  1 event   6    a  [no start, no end, its parent is missing]\n"
                           "  1 event   7    loop  [no end, a cycle was cut here]\n");
  events.clear();
  for (std::uint64_t i = 1; i < 40; i += 2) events.push_back({.seq = i});
  CHECK(text_of(events).find("  gaps: 20 (seq 0, 2, 4, 6, 8, 10, 12, 14, ...)\n") !=
        std::string::npos);
  events.resize(8);
  CHECK(text_of(events).find("  gaps: 8 (seq 0, 2, 4, 6, 8, 10, 12, 14)\n") != std::string::npos);
}

TEST_CASE("tree text: the bar is empty for a duration that is not positive, and never for a "
          "positive one") {
  const std::string text =
      text_of({end_of(0, "a", 1e9), end_of(1, "b", 0.001), end_of(2, "c", 0), end_of(3, "d", -5)},
              {.bar_width = 4});
  CHECK(text.find("277 h 47 min  ####  1 event") != std::string::npos);
  CHECK(text.find("     0.00 ms  #     1 event") != std::string::npos);
  CHECK(text.find("        0 ms        1 event") != std::string::npos);
  CHECK(text.find("       -5 ms        1 event") != std::string::npos);
}

TEST_CASE("tree text: if no span took any time there are no bars") {
  CHECK(text_of({start_of(0, "a", "", "x"), end_of(1, "a", 0)}) ==
        "session s: 2 events, 1 span, no end\n"
        "  0 ms  2 events  0-1  x\n");
}

TEST_CASE("tree text: columns are as wide as their widest entry") {
  std::vector<sample> events{start_of(0, "a", "", "long")};
  for (std::uint64_t i = 1; i < 10; ++i) events.push_back({.seq = i, .span = "a"});
  events.push_back(end_of(10, "a", 65'000));
  events.push_back(end_of(11, "b", 7, "", "short"));
  CHECK(text_of(events, {.bar_width = 0}) == "session s: 12 events, 2 spans, no end\n"
                                             "  1 min 05 s  11 events  0-10  long\n"
                                             "        7 ms   1 event   11    short  [no start]\n");
}

TEST_CASE("tree text: no name controls the terminal, leaves its line or fills it") {
  const std::string text =
      text_of({{.seq = 0, .session = "s\x1b[2J\n"},
               {.seq = 1,
                .span = "a\u009B\u202E",
                .role = role::span_start,
                .name = std::string(5000, 'x'),
                .session = "s\x1b[2J\n"},
               {.seq = 2, .span = "b\r\xFF", .session = "s\x1b[2J\n", .label = "t\n"}},
              {.events = true});
  CHECK(text.starts_with("session s [2J : 3 events"));
  CHECK(text.find(std::string(100, 'x') + "...  [no end]\n") != std::string::npos);
  CHECK(text.find("b \uFFFD  [") != std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '\n') == 1 + 3 + 3);
  for (const char c : text) REQUIRE((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
}

TEST_CASE("tree text: a chain of a hundred thousand spans needs no recursion and no endless "
          "indentation") {
  std::vector<sample> events;
  constexpr std::size_t count = 100'000;
  for (std::size_t i = 0; i < count; ++i)
    events.push_back({.seq = i,
                      .span = "n" + std::to_string(i),
                      .parent = i == 0 ? "" : "n" + std::to_string(i - 1)});
  const std::string text = text_of(events, {.events = true});
  // A column of five digits, two spaces, and the indentation.
  CHECK(text.find(" 20" + std::string(3 + 2 + 40, ' ') + "n20  [") != std::string::npos);
  CHECK(text.find(" 21" + std::string(3 + 2 + 40, ' ') + "(21) n21  [") != std::string::npos);
  CHECK(text.find("(99999) n99999  [") != std::string::npos);
  CHECK(text.size() < count * 250);
}

TEST_CASE("tree text: a session continued by another process is one session, and its instances are "
          "shown") {
  CHECK(
      text_of({{.seq = 0, .key = "s:a:0", .label = "state_change"},
               {.seq = 1, .span = "sp1", .role = role::span_start, .name = "plan", .key = "s:a:1"},
               {.seq = 64, .key = "s:b:64"},
               {.seq = 65, .role = role::session_end, .key = "s:b:65"}}) ==
      "session s: 4 events, 1 span\n"
      "  instances: 2 (seq 0-1, 64-65)\n"
      "  gaps: 1 (seq 2-63)\n"
      "  3 events  0-65  (no span)\n"
      "  1 event   1     plan  [no end]\n");
}
