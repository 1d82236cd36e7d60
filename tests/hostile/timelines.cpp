// SPDX-License-Identifier: BSL-1.0

// Logs, orderings, span trees, the parts common to all systems, and analysis.

#include "subjects.hpp"

#include <assay/analysis.hpp>
#include <assay/common.hpp>
#include <assay/common/analysis.hpp>
#include <assay/common/timeline.hpp>
#include <assay/json.hpp>
#include <assay/timeline.hpp>

#include "support/collisions.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>

namespace hostile {
namespace {

using assay::common::record;
using assay::common::role;

/// Makes the i-th of n records.
using make_record = void (*)(record& r, std::size_t i, std::size_t n);

struct story {
  const char* name;
  make_record make;
};

std::string numbered(std::string_view text, std::size_t i) {
  return std::string(text) + std::to_string(i);
}

/// Texts that all have the same hash, made once.
const std::string& colliding(std::size_t i) {
  static std::vector<std::string> all;
  if (i >= all.size()) all = colliding_texts(std::max<std::size_t>(2 * i, 4096));
  return all[i];
}

constexpr story stories[] = {
    {"many events",
     [](record& r, std::size_t i, std::size_t) { r.order = i, r.id = numbered("s:n:", i); }},
    {"events in reverse order",
     [](record& r, std::size_t i, std::size_t n) {
       r.order = n - i, r.id = numbered("s:n:", n - i);
     }},
    {"events with the same number",
     [](record& r, std::size_t i, std::size_t) { r.order = 7, r.id = numbered("k", i); }},
    {"one event, repeated",
     [](record& r, std::size_t, std::size_t) { r.order = 7, r.id = "s:n:7"; }},
    {"numbers far apart",
     [](record& r, std::size_t i, std::size_t) { r.order = i * 1'000'000'007; }},
    {"many sessions", [](record& r, std::size_t i, std::size_t) { r.session = numbered("s", i); }},
    {"ids with the same hash",
     [](record& r, std::size_t i, std::size_t) { r.id = r.span = r.kind = r.name = colliding(i); }},
    {"sessions with the same hash",
     [](record& r, std::size_t i, std::size_t) { r.session = colliding(i); }},
    {"long ids with a common prefix",
     [](record& r, std::size_t i, std::size_t) {
       r.id = r.span = std::string(200, 'x') + std::to_string(i);
     }},
    {"nested spans",
     [](record& r, std::size_t i, std::size_t) {
       r.role = role::span_start, r.span = numbered("p", i);
       if (i != 0) r.parent = numbered("p", i - 1);
     }},
    {"nested spans, the innermost first",
     [](record& r, std::size_t i, std::size_t n) {
       r.role = role::span_start, r.span = numbered("p", i);
       if (i + 1 != n) r.parent = numbered("p", i + 1);
     }},
    {"nested complete spans",
     [](record& r, std::size_t i, std::size_t n) {
       r.role = role::span, r.span = r.id = numbered("p", i);
       if (i != 0) r.parent = numbered("p", i - 1);
       r.time = decltype(r.time)::value_type(std::chrono::milliseconds(i));
       r.duration_ms = static_cast<double>(2 * (n - i));
     }},
    {"spans in one cycle",
     [](record& r, std::size_t i, std::size_t n) {
       r.role = role::span_start, r.span = numbered("p", i), r.parent = numbered("p", (i + 1) % n);
     }},
    {"spans within themselves",
     [](record& r, std::size_t i, std::size_t) { r.span = r.parent = numbered("p", i); }},
    {"sibling spans",
     [](record& r, std::size_t i, std::size_t) {
       r.role = role::span_start, r.span = numbered("p", i), r.parent = "root";
     }},
    {"one span with a different parent each time",
     [](record& r, std::size_t i, std::size_t) { r.span = "p", r.parent = numbered("q", i); }},
    {"spans with only an end",
     [](record& r, std::size_t i, std::size_t) {
       r.role = role::span_end, r.span = numbered("p", i), r.duration_ms = 1e300;
     }},
    {"a session that ends repeatedly",
     [](record& r, std::size_t i, std::size_t) { r.role = role::session_end, r.order = i; }},
    {"names and kinds that differ",
     [](record& r, std::size_t i, std::size_t) {
       r.name = numbered("n", i), r.kind = numbered("k", i);
     }},
    {"long names", [](record& r, std::size_t i,
                      std::size_t) { r.name = r.kind = std::string(300, "ab"[i % 2]); }},
    {"names with terminal escapes",
     [](record& r, std::size_t, std::size_t) { r.name = r.span = r.session = "\x1B[2J\xFF\xC3"; }},
    {"errors that differ",
     [](record& r, std::size_t i, std::size_t) {
       r.error = numbered("e", i), r.error_type = numbered("t", i);
     }},
    {"equal errors",
     [](record& r, std::size_t, std::size_t) { r.error = "e", r.error_type = "t"; }},
    {"times in reverse order",
     [](record& r, std::size_t i, std::size_t n) {
       r.time = decltype(r.time)::value_type(std::chrono::seconds(n - i));
     }},
    {"a process for each event",
     [](record& r, std::size_t i, std::size_t) {
       r.order = i, r.id = "s:" + numbered("n", i) + ":" + std::to_string(i);
     }},
    {"two processes, alternating",
     [](record& r, std::size_t i, std::size_t) {
       r.order = i, r.id = "s:" + numbered("n", i % 2) + ":" + std::to_string(i);
     }},
    {"alternating names",
     [](record& r, std::size_t i, std::size_t) {
       r.name = numbered("n", i % 3), r.session = numbered("s", i % 2);
     }},
    {"alternating names in many sessions",
     [](record& r, std::size_t i, std::size_t) {
       r.name = numbered("n", i % 3), r.session = numbered("s", i / 5);
     }},
};

constexpr std::size_t bytes_a_record = 100; // about the size of one in JSON

std::vector<record> told(const story& s, std::size_t bytes) {
  std::vector<record> out(bytes / bytes_a_record);
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].kind = out[i].name = "n";
    out[i].session = "s";
    s.make(out[i], i, out.size());
  }
  return out;
}

template <class Operation>
void add_stories(std::vector<subject>& all, const std::string& name, Operation operation) {
  for (const story& s : stories)
    all.push_back({name, s.name, [s, operation](std::size_t bytes) {
                     const auto records =
                         std::make_shared<const std::vector<record>>(told(s, bytes));
                     return work{bytes, [records, operation] { operation(*records); }, {}};
                   }});
}

void show(const assay::timeline::event_log& log, bool events) {
  const assay::timeline::ordering order(log);
  assay::text_buffer out;
  for (const assay::timeline::ordered_session& s : order.sessions()) {
    const assay::timeline::span_tree tree(s);
    use(assay::timeline::append_json(out, tree));
    assay::timeline::append_text(out, tree, {.events = events});
    use(order.find(s.id()));
  }
  use(out);
}

void order_them(const std::vector<record>& records) {
  assay::timeline::event_log log;
  assay::common::add(log, records);
  const assay::timeline::ordering order(log);
  for (const assay::timeline::ordered_session& s : order.sessions()) {
    use(assay::timeline::gaps_of(s)), use(assay::timeline::conflicts_of(s));
    use(assay::timeline::events_after_end(s)), use(assay::timeline::instances_of(s));
  }
}

std::vector<assay::analysis::event_record> analysed(const std::vector<record>& records) {
  std::vector<assay::analysis::event_record> out;
  for (const record& r : records) out.push_back(assay::common::analysis_record_of(r));
  return out;
}

// --- Patterns ---------------------------------------------------------------------------------

struct pattern {
  const char* name;
  std::string (*event)(std::size_t i);
  const char* attributes;
};
constexpr pattern pattern_stories[] = {
    {"many starts", [](std::size_t i) { return numbered("a", i) + ".started"; }, "{}"},
    {"starts of one", [](std::size_t) { return std::string("a.started"); }, "{}"},
    {"starts, then failures",
     [](std::size_t i) { return std::string(i % 2 == 0 ? "a.started" : "a.failed"); }, "{}"},
    {"attempts", [](std::size_t) { return std::string("a.attempted"); }, R"({"attempt":7})"},
    {"changes", [](std::size_t) { return std::string("a.changed"); }, R"({"from.x":1})"},
    {"subjects with the same hash", [](std::size_t i) { return colliding(i) + ".started"; }, "{}"},
    {"long subjects with a common prefix",
     [](std::size_t i) { return std::string(200, 'x') + std::to_string(i) + ".started"; }, "{}"},
    {"names of dots", [](std::size_t) { return std::string(100, '.') + "completed"; }, "{}"},
};

void check_events(const std::deque<std::string>& names, std::string_view attributes) {
  std::vector<assay::analysis::pattern_event> events;
  for (const std::string& name : names) events.push_back({name, attributes});
  for (const auto& f : assay::analysis::check_patterns(events)) {
    use(assay::analysis::to_string(f));
    use(assay::analysis::pointer_of(f, "/events"));
  }
}

} // namespace

void add_timelines(std::vector<subject>& all) {
  add_stories(all, "common::add, ordering, gaps, conflicts", order_them);
  for (const bool events : {false, true})
    add_stories(all,
                events ? "span_tree, its JSON and its text with events"
                       : "span_tree, its JSON and its text",
                [events](const std::vector<record>& records) {
                  assay::timeline::event_log log;
                  assay::common::add(log, records);
                  show(log, events);
                });
  add_stories(all, "frequencies, errors_of, timeline_of", [](const std::vector<record>& records) {
    const auto events = analysed(records);
    use(assay::analysis::frequency_by_name(events));
    use(assay::analysis::frequency_by_kind(events));
    use(assay::analysis::events_named(events, "n7"));
    use(assay::analysis::errors_of(events));
    use(assay::analysis::timeline_of(events));
  });
  add_stories(all, "common_sequences", [](const std::vector<record>& records) {
    use(assay::analysis::common_sequences(analysed(records)));
    use(assay::analysis::common_sequences(analysed(records), {.min_traces = 1}));
  });
  for (const pattern& p : pattern_stories)
    all.push_back({"check_patterns", p.name, [p](std::size_t bytes) {
                     auto names = std::make_shared<std::deque<std::string>>();
                     std::size_t size = 0;
                     while (size < bytes) {
                       names->push_back(p.event(names->size()));
                       size += names->back().size() + 20;
                     }
                     return work{size, [names, p] { check_events(*names, p.attributes); }, {}};
                   }});
  add_for(all, "check_patterns of attributes", json_shapes(), [](std::string_view t) {
    if (!assay::is_valid_json(t)) return;
    check_events({"a.started", "a.attempted", "a.failed", "a.completed", "a.changed"}, t);
  });
}

} // namespace hostile
