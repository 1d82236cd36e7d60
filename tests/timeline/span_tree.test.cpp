// SPDX-License-Identifier: BSL-1.0
#include <assay/timeline/span_tree.hpp>

#include "support/catch.hpp"
#include "support/timeline.hpp"

#include <set>
#include <string>

using namespace assay::timeline;
using assay_test::end_of;
using assay_test::log_of;
using assay_test::sample;
using assay_test::start_of;

namespace {

/// The structure of a tree on one line: id(child child).
std::string shape_of(const span_tree& tree) {
  std::string out;
  std::uint32_t open = 0;
  for (const span_node& n : tree.nodes()) {
    const bool is_sibling = open > n.depth;
    for (; open > n.depth; --open) out += ')';
    if (is_sibling) out += ' ';
    out.append(n.id ? *n.id : "-") += '(';
    ++open;
  }
  out.append(open, ')');
  for (std::size_t at = 0; (at = out.find("()")) != out.npos;) out.erase(at, 2);
  return out;
}

/// A log, its ordering and the tree of its only session.
struct whole {
  explicit whole(const std::vector<sample>& events)
      : log(log_of(events)), order(log), tree(order.sessions()[0]) {}
  const span_node& node(std::string_view id) const {
    for (const span_node& n : tree.nodes())
      if (n.id == id) return n;
    FAIL("no span " << id);
    return tree.nodes()[0];
  }
  event_log log;
  ordering order;
  span_tree tree;
};

std::string shape_of(const std::vector<sample>& events) { return shape_of(whole(events).tree); }

} // namespace

TEST_CASE("span tree: nested spans, and events outside of them") {
  const whole w({{.seq = 0},
                 start_of(1, "a", "", "plan"),
                 start_of(2, "b", "a", "step"),
                 {.seq = 3, .span = "b", .parent = "a"},
                 end_of(4, "b", 12.5, "a", "step"),
                 end_of(5, "a", 40, "", "plan"),
                 {.seq = 6}});
  REQUIRE(shape_of(w.tree) == "- a(b)");
  const span_node& outside = w.tree.nodes()[0];
  CHECK_FALSE(outside.id);
  CHECK_FALSE(outside.name);
  CHECK_FALSE(outside.start_seq);
  CHECK(outside.events.size() == 2);
  const span_node &a = w.tree.nodes()[1], &b = w.tree.nodes()[2];
  CHECK(a.name == "plan");
  CHECK_FALSE(a.parent_id);
  CHECK(a.depth == 0);
  CHECK(a.size == 2);
  CHECK(b.name == "step");
  CHECK(b.parent_id == "a");
  CHECK(b.start_seq == 2);
  CHECK(b.end_seq == 4);
  CHECK(b.duration_ms == 12.5);
  CHECK(b.depth == 1);
  CHECK(b.size == 1);
  CHECK(std::vector<event_index>(b.events.begin(), b.events.end()) ==
        std::vector<event_index>{2, 3, 4});
}

TEST_CASE("span tree: the events outside of any span have neither parent nor markers") {
  const whole w({start_of(0, "", "a", "x"), end_of(1, "", 5, "a", "y"), {.seq = 2, .span = "a"}});
  REQUIRE(shape_of(w.tree) == "- a");
  const span_node& outside = w.tree.nodes()[0];
  CHECK_FALSE(outside.parent_id);
  CHECK_FALSE(outside.name);
  CHECK_FALSE(outside.start_seq);
  CHECK_FALSE(outside.end_seq);
  CHECK_FALSE(outside.duration_ms);
}

TEST_CASE("span tree: a span with an unknown parent becomes a root and keeps the parent's id") {
  const whole w({start_of(0, "a", "gone", "x")});
  CHECK(shape_of(w.tree) == "a");
  CHECK(w.node("a").parent_id == "gone");
  CHECK_FALSE(w.node("a").is_cut);
}

TEST_CASE("span tree: a span without a start or an end lacks only what that event has") {
  const whole w({start_of(0, "a", "", "x"), end_of(1, "b", 7, "", "y"), {.seq = 2, .span = "c"}});
  CHECK(w.node("a").start_seq == 0);
  CHECK_FALSE(w.node("a").end_seq);
  CHECK_FALSE(w.node("a").duration_ms);
  CHECK_FALSE(w.node("b").start_seq);
  CHECK(w.node("b").end_seq == 1);
  CHECK(w.node("b").name == "y");
  CHECK_FALSE(w.node("c").name);
}

TEST_CASE("span tree: the last named parent counts, by seq and not by arrival") {
  CHECK(shape_of({{.seq = 5, .span = "c", .parent = "b"},
                  {.seq = 4, .span = "c", .parent = "a"},
                  {.seq = 6, .span = "c"},
                  {.seq = 1, .span = "a"},
                  {.seq = 2, .span = "b"}}) == "a b(c)");
}

TEST_CASE("span tree: the last marker of each kind counts, by seq; names of starts take precedence "
          "over those of ends") {
  const whole w({end_of(9, "a", {}, "", "end 9"), end_of(8, "a", 80, "", "end 8"),
                 start_of(3, "a", "", "start 3"), start_of(4, "a"), start_of(2, "a", "", "start 2"),
                 end_of(5, "a", 50)});
  CHECK(w.node("a").start_seq == 4);
  CHECK(w.node("a").end_seq == 9);
  CHECK(w.node("a").name == "start 3"); // the last one with a name
  CHECK(w.node("a").duration_ms == 80); // the last one with a duration
  const whole ends({end_of(1, "b", 5, "", "end 1"), end_of(2, "b", 6)});
  CHECK(ends.node("b").name == "end 1"); // the last one with a name
}

TEST_CASE(
    "span tree: siblings are ordered by the seq of the event that arrived first, then by id") {
  // The events outside of spans arrived with 9 first, those of b with 8, those of a with 3.
  CHECK(shape_of({{.seq = 9},
                  {.seq = 8, .span = "b"},
                  {.seq = 3, .span = "a"},
                  {.seq = 1, .span = "b"},
                  {.seq = 0}}) == "a b -");
  CHECK(shape_of({{.seq = 5, .span = "b", .key = "1"},
                  {.seq = 5, .span = "a", .key = "2"},
                  {.seq = 5, .key = "3"}}) == "- a b");
}

TEST_CASE("span tree: a span that is its own parent becomes a root") {
  const whole w({start_of(0, "a", "a"), {.seq = 1, .span = "b", .parent = "a"}});
  CHECK(shape_of(w.tree) == "a(b)");
  CHECK_FALSE(w.node("a").parent_id);
  CHECK(w.node("a").is_cut);
}

TEST_CASE("span tree: a cycle is cut at the member that arrived first, and keeps its descendants") {
  // t is a child of the cycle b -> c -> d -> b; t arrived first, then d.
  const whole w({{.seq = 0, .span = "t", .parent = "b"},
                 {.seq = 7, .span = "d", .parent = "b"},
                 {.seq = 2, .span = "c", .parent = "d"},
                 {.seq = 1, .span = "b", .parent = "c"}});
  CHECK(shape_of(w.tree) == "d(c(b(t)))");
  CHECK(w.node("d").is_cut);
  CHECK_FALSE(w.node("d").parent_id);
  CHECK(w.node("c").parent_id == "d");
}

TEST_CASE("span tree: each of two cycles is cut once") {
  CHECK(shape_of({{.seq = 0, .span = "a", .parent = "b"},
                  {.seq = 1, .span = "b", .parent = "a"},
                  {.seq = 2, .span = "c", .parent = "d"},
                  {.seq = 3, .span = "d", .parent = "c"}}) == "a(b) c(d)");
}

TEST_CASE("span tree: conflicts are in the tree, duplicates are not") {
  const whole w({{.seq = 1, .span = "a", .key = "k"},
                 {.seq = 1, .span = "a", .key = "other"},
                 {.seq = 1, .span = "b", .key = "k"},
                 {.seq = 2, .span = "a", .key = "k"}});
  CHECK(shape_of(w.tree) == "a");
  CHECK(w.node("a").events.size() == 2);
}

TEST_CASE("span tree: spans of other sessions are ignored") {
  const auto log =
      log_of({{.seq = 0, .span = "a", .parent = "b"}, {.seq = 0, .span = "b", .session = "t"}});
  const ordering o(log);
  CHECK(shape_of(span_tree(o.sessions()[0])) == "a");
  CHECK(shape_of(span_tree(o.sessions()[1])) == "b");
}

TEST_CASE("span tree: a chain or a cycle of a hundred thousand spans is one chain of nodes",
          "[long]") {
  constexpr std::uint32_t count = 100'000;
  for (const bool closed : {false, true}) {
    std::vector<sample> events;
    for (std::uint32_t i = 0; i < count; ++i)
      events.push_back(
          {.seq = i,
           .span = std::to_string(i),
           .parent = i == 0 ? (closed ? std::to_string(count - 1) : "") : std::to_string(i - 1)});
    assay_test::random_numbers(7).shuffle(events);
    const auto first = events[0].span; // the cycle is cut here
    const whole w(events);
    REQUIRE(w.tree.nodes().size() == count);
    CHECK(w.tree.nodes().back().depth == count - 1);
    CHECK(w.tree.nodes().front().size == count);
    CHECK(w.tree.nodes().front().is_cut == closed);
    CHECK(w.tree.nodes().front().id == (closed ? first : "0"));
  }
}

namespace {

std::vector<sample> random_events(assay_test::random_numbers& random) {
  std::vector<sample> out;
  const auto span = [&] {
    const std::size_t n = random.below(9);
    return n == 0 ? std::string() : std::string(1, static_cast<char>('a' + n));
  };
  for (std::uint64_t seq = 0, n = 1 + random.below(50); seq < n; ++seq)
    out.push_back({.seq = seq,
                   .span = span(),
                   .parent = span(),
                   .role = static_cast<role>(random.below(3)),
                   .name = span()});
  random.shuffle(out);
  return out;
}

/// Everything about a tree except the order of siblings.
std::set<std::string> facts_of(const span_tree& tree) {
  std::set<std::string> out;
  for (const span_node& n : tree.nodes()) {
    std::string fact = std::string(n.id ? *n.id : "-") + " in " +
                       std::string(n.parent_id ? *n.parent_id : "-") + " called " +
                       std::string(n.name ? *n.name : "-") + ':';
    for (const event_index e : n.events) fact += ' ' + std::to_string(tree.session().log().seq(e));
    out.insert(fact);
  }
  return out;
}

} // namespace

TEST_CASE("span tree: every event is in it once, and each node follows its parent") {
  assay_test::random_numbers random(3);
  for (int round = 0; round < 500; ++round) {
    const whole w(random_events(random));
    std::set<event_index> seen;
    std::vector<const span_node*> around;
    for (const span_node& n : w.tree.nodes()) {
      for (const event_index e : n.events) {
        REQUIRE(seen.insert(e).second);
        REQUIRE(w.log.span(e) == n.id.value_or(""));
      }
      REQUIRE_FALSE(n.events.empty());
      REQUIRE(std::is_sorted(n.events.begin(), n.events.end(), [&](event_index a, event_index b) {
        return w.log.seq(a) < w.log.seq(b);
      }));
      REQUIRE(n.depth <= around.size());
      around.resize(n.depth);
      if (n.depth != 0) REQUIRE(n.parent_id == around.back()->id);
      around.push_back(&n);
      REQUIRE(static_cast<std::size_t>(&n - w.tree.nodes().data()) + n.size <=
              w.tree.nodes().size());
    }
    REQUIRE(seen.size() == w.log.size());
  }
}

TEST_CASE("span tree: duplicates change nothing") {
  assay_test::random_numbers random(4);
  for (int round = 0; round < 300; ++round) {
    std::vector<sample> events = random_events(random);
    const whole once(events);
    for (std::size_t n = random.below(20); n != 0; --n) {
      const std::size_t of = random.below(events.size()),
                        behind = of + 1 + random.below(events.size() - of);
      sample repeat = events[of];
      repeat.span = "z"; // whatever its data: the first event counts
      repeat.seq = random.below(2) == 0 ? repeat.seq : repeat.seq + 1;
      repeat.key =
          events[of].key.empty() ? "s:n:" + std::to_string(events[of].seq) : events[of].key;
      events.insert(events.begin() + static_cast<std::ptrdiff_t>(behind), repeat);
    }
    const whole again(events);
    REQUIRE(shape_of(again.tree) == shape_of(once.tree));
    REQUIRE(facts_of(again.tree) == facts_of(once.tree));
  }
}

TEST_CASE("span tree: without cycles, the order of arrival affects only siblings") {
  assay_test::random_numbers random(5);
  for (int round = 0; round < 300; ++round) {
    std::vector<sample> events = random_events(random);
    for (sample& e : events)
      if (e.parent >= e.span) e.parent.clear(); // parents have smaller ids
    const whole before(events);
    random.shuffle(events);
    const whole after(events);
    REQUIRE(facts_of(before.tree) == facts_of(after.tree));
  }
}
