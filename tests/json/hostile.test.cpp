// SPDX-License-Identifier: BSL-1.0
#include "assay/json/report_json.hpp"
#include "assay/json/validator.hpp"

#include "support/catch.hpp"

#include "assay/json/members.hpp"
#include "assay/json/write.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// Texts that are made to cost more than their size. Time is linear in all of them, whatever the
// maximum number of violations is.

namespace hostile {

/// May be raw, and contains values that may be raw.
struct innermost {
  std::optional<std::int64_t> n{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(innermost, (), (n, additional))
struct inner {
  std::optional<std::int64_t> n{};
  std::optional<std::vector<assay::typed_or_raw<innermost>>> maybe{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(inner, (), (n, maybe, additional))
struct outer {
  std::optional<std::int64_t> n{};
  std::optional<std::vector<assay::typed_or_raw<inner>>> maybe{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(outer, (), (n, maybe, additional))

/// Contains its own type in several ways.
struct node {
  std::optional<std::int64_t> n{};
  std::optional<std::string> choice{}, time{}, three{};
  std::optional<std::vector<node>> list{};
  std::optional<std::vector<std::vector<node>>> grid{};
  std::optional<assay::dictionary<std::vector<node>>> map{};
  std::optional<std::vector<assay::typed_or_raw<outer>>> maybe{};
  std::optional<assay::raw_json> free{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(node, (), (n, choice, time, three, list, grid, map, maybe, free, additional))

consteval auto rules_of(const node*) {
  using namespace assay;
  return rules(field<&node::n>("", between(0, 9)), field<&node::choice>("", one_of("a", "b")),
               field<&node::time>("", format(text_format::date_time)),
               field<&node::three>("", min_length(1'000'000'000)));
}

struct needy {
  std::string first{}, second{}, third{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(needy, (), (first, second, third, additional))

BOOST_DEFINE_ENUM_CLASS(node_kinds, node, needy)
using node_payload = std::variant<node, needy, assay::untyped_payload>;
consteval auto rules_of(const node_payload*) { return assay::alternatives<node_kinds>(); }

struct event {
  std::int64_t seq{};
  node_payload payload{};
  std::optional<std::string> option{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (seq, payload, option, additional))

consteval auto rules_of(const event*) {
  return assay::rules(assay::tag<&event::payload>("type", ""));
}

} // namespace hostile

namespace {

std::string times(std::size_t n, std::string_view text) {
  std::string out;
  for (; n != 0; --n) out += text;
  return out;
}

/// Returns n of them, separated by commas.
std::string listed(std::size_t n, std::string_view text) {
  std::string out(text);
  for (; n > 1; --n) (out += ',') += text;
  return out;
}

std::string event_with(std::string_view payload) {
  return R"({"type":"node","seq":1,"payload":)" + std::string(payload) + "}";
}
std::string late_event_with(std::string_view payload) {
  return R"({"seq":1,"payload":)" + std::string(payload) + R"(,"type":"node"})";
}

/// The shortest unknown members.
constexpr std::string_view unknown = R"("":1)";

struct shape {
  std::string_view name;
  std::string (*text)(std::size_t n); ///< of a size that is proportional to n
};

constexpr shape shapes[] = {
    // findings that are not in the order of their places, or replace others
    {"late payload of unknown members",
     [](std::size_t n) { return late_event_with("{" + listed(n, unknown) + "}"); }},
    {"late payload of wrong elements",
     [](std::size_t n) { return late_event_with(R"({"list":[)" + listed(n, "1") + "]}"); }},
    {"late payload before other faults",
     [](std::size_t n) {
       return R"({"seq":1,"payload":{)" + listed(n, unknown) + R"(},"type":"node",)" +
              listed(n, R"("option":1)") + "}";
     }},
    {"warnings, then errors",
     [](std::size_t n) {
       return event_with("{" + listed(n, unknown) + R"(,"list":[)" + listed(n, "1") + "]}");
     }},
    {"errors, then warnings",
     [](std::size_t n) {
       return event_with(R"({"list":[)" + listed(n, "1") + "]," + listed(n, unknown) + "}");
     }},
    {"warnings and errors in turn",
     [](std::size_t n) {
       return event_with(R"({"list":[)" + listed(n / 4, R"({"x":1,"n":"q"})") + "]}");
     }},
    {"many faults in one string",
     [](std::size_t n) { return event_with(R"({"x":")" + times(n, R"(\u0000)") + "\"}"); }},
    {"many faults in one name",
     [](std::size_t n) { return event_with("{\"" + times(n, R"(\u0000)") + "\":1}"); }},
    {"a member missing, told after what is inside",
     [](std::size_t n) {
       return R"({"type":"needy","seq":1,"payload":{)" + listed(n, unknown) + "}}";
     }},
    // duplicate members
    {"the event's member again",
     [](std::size_t n) { return R"({"type":"node","seq":1,)" + listed(n, R"("seq":1)") + "}"; }},
    {"the event's member again, the first far before",
     [](std::size_t n) {
       return R"({"seq":1,"x":")" + times(n, "xxxx") + R"(","type":"node",)" +
              listed(n, R"("seq":1)") + "}";
     }},
    {"the event's member again, the first with space around its colon",
     [](std::size_t n) {
       return R"({"type":"node","seq")" + times(n, "  ") + ":" + times(n, "  ") + "1," +
              listed(n, R"("seq":1)") + "}";
     }},
    {"the event's member again, the first spelled with escapes",
     [](std::size_t n) {
       return R"({"x":")" + times(n, "xxxx") + R"(","s\u0065q":1,"type":"node",)" +
              listed(n, R"("seq":1)") + "}";
     }},
    {"a member inside again",
     [](std::size_t n) {
       return event_with(R"({"x":")" + times(n, "xxxx") + R"(",)" + listed(n, R"("n":1,"free":1)") +
                         "}");
     }},
    {"a member again in each of many objects",
     [](std::size_t n) {
       return event_with(R"({"list":[)" + listed(n / 4, R"({"n":1,"n":1})") + "]}");
     }},
    // names that would be repeated in each pointer
    {"a long name around many faults",
     [](std::size_t n) {
       return event_with(R"({"map":{")" + times(n, "xxxx") + R"(":[{)" + listed(n, unknown) +
                         "}]}}");
     }},
    {"a long name of escapes around many faults",
     [](std::size_t n) {
       return event_with(R"({"map":{")" + times(n, R"(\\)") + times(n, R"(\u0041)") + R"(":[{)" +
                         listed(n, unknown) + "}]}}");
     }},
    {"many names around many faults",
     [](std::size_t n) {
       std::string text = "{" + listed(n, unknown) + "}";
       for (int i = 0; i < 80; ++i)
         text = R"({"map":{")" + times(n / 80, "xxxx") + R"(":[)" + text + "]}}";
       return event_with(text);
     }},
    {"deep among many faults",
     [](std::size_t n) {
       return event_with(times(100, R"({"list":[)") + "{" + listed(n, unknown) + "}" +
                         times(100, "]}"));
     }},
    // values that are read more than once
    {"elements that are kept raw",
     [](std::size_t n) {
       const std::string inside = times(3, R"({"n":"x","maybe":[)") + "1" + times(3, "]}");
       return event_with(R"({"maybe":[)" + listed(n / 8, inside) + "]}");
     }},
    {"wrong date-times",
     [](std::size_t n) {
       return event_with(R"({"list":[)" + listed(n / 6, R"({"time":"2026-06-12T00:00:00"})") +
                         "]}");
     }},
    {"a long date-time with escapes",
     [](std::size_t n) {
       return event_with(R"({"time":"2026-06-12T00:00:00.)" + times(n, R"(\u0031)") + "\"}");
     }},
    {"a long text that is too short",
     [](std::size_t n) { return event_with(R"({"three":")" + times(n, R"(\u0041)") + "\"}"); }},
    {"wrong choices",
     [](std::size_t n) {
       return event_with(R"({"list":[)" + listed(n / 4, R"({"choice":"ccc\n"})") + "]}");
     }},
    {"containers in containers, then a fault",
     [](std::size_t n) {
       return event_with(
           R"({"list":[)" +
           listed(n / 200, R"({"free":)" + times(200, "[") + times(200, "]") + R"(,"x":1})") +
           "],x");
     }},
};

/// Returns the best processor time of several checks of the text.
double seconds(std::string_view text, const assay::options& o, int rounds) {
  double best = std::numeric_limits<double>::max();
  for (; rounds != 0; --rounds) {
    const std::clock_t start = std::clock();
    assay::validator<hostile::event> v(o);
    v.check(text);
    assay::text_buffer out;
    append_json(out, v.report(), text);
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

} // namespace

TEST_CASE("hostile: time is linear in every text, whatever the maximum number of violations is") {
  constexpr std::size_t small = 500, large = 16 * small;
  for (const shape& s : shapes) {
    const std::string text = s.text(small), large_text = s.text(large);
    const double larger = static_cast<double>(large_text.size()) / static_cast<double>(text.size());
    REQUIRE(larger > 8);
    // A few; a number that is reached in the middle of the text; all.
    for (const auto& [few, many] :
         {std::pair<std::size_t, std::size_t>(32, 32), {small, large}, {SIZE_MAX, SIZE_MAX}}) {
      assay::options o{.level = assay::level::strict}, large_o = o;
      o.limits.max_violations = few;
      large_o.limits.max_violations = many;
      o.limits.max_members = large_o.limits.max_members = SIZE_MAX;
      // Quadratic time would be 16 times as long per byte. Other programs disturb measurements, so
      // they are repeated before they count.
      double slower = larger;
      for (int i = 0; i < 5 && slower > 3; ++i)
        slower = std::min(slower,
                          seconds(large_text, large_o, 1) / (seconds(text, o, 3) + 1e-4) / larger);
      CAPTURE(s.name, many, slower);
      CHECK(slower <= 3);
    }
  }
}

TEST_CASE("hostile: the size of a report is linear in the text") {
  for (const shape& s : shapes) {
    const std::string text = s.text(500);
    assay::options o{.level = assay::level::strict};
    o.limits.max_violations = SIZE_MAX;
    assay::validator<hostile::event> v(o);
    v.check(text);
    CAPTURE(s.name);
    CHECK_FALSE(v.report().violations().empty());
    CHECK(v.report().violations().size() <= text.size());
    CHECK_FALSE(v.report().truncated());
    for (const assay::violation& found : v.report().violations()) {
      REQUIRE(found.path.size() <= assay::max_path_size);
      REQUIRE(found.path_is_cut == (found.path.find(assay::cut_mark) != std::string::npos));
      REQUIRE(found.expected.size() < 100);
    }
    const auto begins_before = [](const assay::violation& a, const assay::violation& b) {
      return a.offset < b.offset;
    };
    CHECK(std::is_sorted(v.report().violations().begin(), v.report().violations().end(),
                         begins_before));
  }
}

TEST_CASE(
    "hostile: limits on nested objects and containers do not depend on the place of the type") {
  const auto nested = [](std::size_t n) {
    return times(n, R"({"list":[)") + "{}" + times(n, "]}");
  };
  const auto nested_in_grid = [&](std::size_t n) { return R"({"grid":[[)" + nested(n) + "]]}"; };
  const auto deep = [](std::size_t n) {
    return R"({"free":)" + times(n, "[") + times(n, "]") + "}";
  };
  const auto greatest = [](auto make, auto event_of, const assay::options& o) {
    std::size_t n = 0;
    while (assay::check<hostile::event>(event_of(make(n + 1)), o)) ++n;
    hostile::event e;
    assay::validator<hostile::event> v(o);
    CHECK(v.read(std::string_view(event_of(make(n))), e));
    CHECK_FALSE(v.read(std::string_view(event_of(make(n + 1))), e));
    REQUIRE(v.report().violations().size() == 1);
    CHECK(v.report().violations()[0].code == assay::code::depth_exceeded);
    return n;
  };
  assay::options o;
  // More than 256 nested containers are rejected: the event, and two or three containers each.
  CHECK(greatest(nested, event_with, o) == 127);
  CHECK(greatest(nested, late_event_with, o) == 127);
  CHECK(greatest(nested_in_grid, event_with, o) == 125);
  CHECK(greatest(nested_in_grid, late_event_with, o) == 125);
  o.limits.max_depth = 20;
  CHECK(greatest(nested, event_with, o) == 9);
  CHECK(greatest(nested, late_event_with, o) == 9);
  CHECK(greatest(deep, event_with, o) == 18);
  CHECK(greatest(deep, late_event_with, o) == 18);
}

TEST_CASE("hostile: a duplicate member is searched in its own object, not in one around it") {
  assay::validator<hostile::node> v;
  const std::string_view text = R"({"n":1,"list":[{"n":2,"n":3}]})";
  CHECK_FALSE(v.check(text));
  REQUIRE(v.report().violations().size() == 1);
  CHECK(v.report().violations()[0].path == "/list/0/n");
  CHECK(v.report().violations()[0].first_offset == text.find(R"("n":2)"));
}

TEST_CASE("hostile: a member that is missing in the payload is reported there, wherever it is in "
          "its table") {
  assay::validator<hostile::event> v;
  v.check(R"({"type":"needy","seq":1,"payload":{}})");
  std::string paths;
  for (const assay::violation& found : v.report().violations()) paths += found.path + " ";
  CHECK(paths == "/payload/first /payload/second /payload/third ");
}

TEST_CASE("hostile: the first occurrence of a duplicate is searched in every event") {
  assay::validator<hostile::event> v;
  const std::string text =
      event_with(R"({"n":1,"free":")" + std::string(300'000, 'x') + R"(","n":1})");
  for (int round = 0; round < 5; ++round) {
    CHECK_FALSE(v.check(text));
    REQUIRE(v.report().violations().size() == 1);
    CHECK(v.report().violations()[0].first_offset == text.find(R"("n":1)"));
  }
}

TEST_CASE("hostile: the violations do not depend on earlier texts") {
  const std::string texts[] = {
      event_with(R"({"maybe":["raw",{"maybe":["raw"]}]})"),
      event_with(R"({"maybe":[{"maybe":[{"n":"x"},{"n":1}],"n":10},{"maybe":[5]}]})"),
      event_with(R"({"maybe":[{"maybe":[{"maybe":[{"n":"x"}]}]}]})"),
      event_with(R"({"n":"x","maybe":[{"n":"y","":1}]})"),
      late_event_with(R"({"n":1,"maybe":[{"n":"y","":1}]})"),
      event_with(R"({"n":1,"maybe":[{"n":1}]})"),
      R"({"type":"newer","seq":1,"payload":{"n":"x"}})",
      R"({"type":"node","seq":1,"payload":{"":1},"":2,"option":3})",
      R"({"type":"needy","seq":1,"payload":{},"":2})"};
  for (const assay::level l :
       {assay::level::reference, assay::level::published, assay::level::strict}) {
    const assay::options o{.level = l, .keep_unknown_types = true};
    assay::validator<hostile::event> used(o);
    for (const std::string& before : texts)
      for (const std::string& text : texts) {
        hostile::event e, other;
        assay::validator<hostile::event> fresh(o);
        used.read(before, e);
        used.read(text, e);
        fresh.read(text, other);
        CAPTURE(before, text);
        CHECK(std::equal(used.report().violations().begin(), used.report().violations().end(),
                         fresh.report().violations().begin(), fresh.report().violations().end()));
        fresh.check(text);
        CHECK(std::equal(used.report().violations().begin(), used.report().violations().end(),
                         fresh.report().violations().begin(), fresh.report().violations().end()));
        if (!fresh.report().accepted()) continue;
        assay::text_buffer a, b;
        REQUIRE(write(e, a));
        REQUIRE(write(other, b));
        CHECK(a.view() == b.view());
      }
  }
}
