// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/batch_sample.hpp"
#include "assay/testing/line_stream.hpp"
#include "assay/testing/promptetheus.hpp"

#include "assay/batch/batch_validator.hpp"
#include "assay/batch/honeyhive.hpp"
#include "assay/batch/promptetheus.hpp"
#include "assay/identity/random_bytes.hpp"
#include "assay/json/lines.hpp"
#include "assay/noveum/trace.hpp"
#include "assay/trajectory/telemetry_event.hpp"
#include "assay/timeline/promptetheus.hpp"
#include "assay/timeline/span_tree.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace assay;
using assay::testing::batch_event;
using assay::testing::batch_sample;
using assay::testing::line_sample;
using assay::testing::line_stream;
using assay::testing::sample;
using assay::testing::session_event;
using assay::testing::session_sample;
using assay::testing::session_span;
using assay::testing::source;

namespace {

std::string stream_told(const report& r) {
  std::string out = r.accepted() ? "accepted" : "rejected";
  for (const violation& v : r.violations())
    ((out += "\n") += to_string(v)) += " at byte " + std::to_string(v.offset.value_or(0));
  return out;
}

template <class T>
void read_streams(std::uint64_t seed, int rounds, const options& o) {
  source from(seed);
  for (int i = 0; i < rounds; ++i) {
    const line_stream s = testing::lines<T>(from, o);
    line_reader<T> reader(s.text, o);
    for (const line_sample& l : s.lines) {
      REQUIRE(reader.next());
      INFO(s.text << "\n"
                  << l.line << " " << l.what.reason << "\n"
                  << stream_told(reader.report()));
      REQUIRE(reader.line() == l.line);
      REQUIRE(agrees(l.what, reader.report()));
      REQUIRE(reader.text().starts_with(l.what.text));
    }
    REQUIRE_FALSE(reader.next());
  }
}

/// Counts how often each form of a body occurred, and how often one was rejected.
struct forms_seen {
  int of[4] = {};
  int refused = 0;
};

template <class T>
void judge_batches(std::uint64_t seed, int rounds, const batch_wrapper& w, const options& o,
                   forms_seen& seen) {
  source from(seed);
  for (int i = 0; i < rounds; ++i) {
    const batch_sample s = testing::batch<T>(from, w, o);
    batch_validator<T, nullptr, nullptr> v(o, s.format);
    if (w == lines_wrapper) {
      line_reader<T> reader(s.body, o);
      for (const batch_event& e : s.events) {
        REQUIRE(reader.next());
        INFO(e.what.reason << "\n" << e.what.text << stream_told(reader.report()));
        REQUIRE(agrees(e.what, reader.report()));
      }
      REQUIRE_FALSE(reader.next());
      continue;
    }
    const batch_verdict& verdict = v.check(s.body);
    INFO(s.body << "\n" << stream_told(verdict.body_report()));
    const sample body{.accepted = s.readable(), .violation = s.violation};
    REQUIRE(agrees(body, verdict.body_report()));
    REQUIRE(verdict.form() == s.form);
    ++seen.of[static_cast<int>(s.form)];
    seen.refused += !s.readable();
    REQUIRE(verdict.events().size() == s.events.size());
    std::vector<std::size_t> rejected;
    for (const rejected_event& r : verdict.rejected()) {
      INFO(r.index << " " << s.events[r.index].what.reason << "\n" << stream_told(r.report));
      rejected.push_back(r.index);
      REQUIRE(agrees(s.events[r.index].what, r.report));
    }
    REQUIRE(rejected == s.rejected());
  }
}

std::vector<session_span> spans_of(const timeline::span_tree& tree) {
  std::vector<session_span> out;
  for (const timeline::span_node& n : tree.nodes()) {
    if (!n.id) continue;
    session_span s{.id = std::string(*n.id),
                   .start_seq = n.start_seq,
                   .end_seq = n.end_seq,
                   .duration_ms = n.duration_ms,
                   .events = n.events.size(),
                   .depth = n.depth};
    if (n.parent_id) s.parent_id = *n.parent_id;
    if (n.name) s.name = *n.name;
    out.push_back(std::move(s));
  }
  std::sort(out.begin(), out.end(), [](auto& a, auto& b) { return a.id < b.id; });
  return out;
}

} // namespace

TEST_CASE("testing: every line of a stream gets its verdict, whatever its neighbors are") {
  for (const level l : {level::reference, level::published, level::strict}) {
    const options o{.level = l};
    read_streams<promptetheus::event>(1, 20, o);
    read_streams<trajectory::telemetry_event>(2, 10, o);
    read_streams<noveum::trace>(3, 4, o);
  }
}

TEST_CASE("testing: every event of a batch gets its verdict, in every wrapper") {
  using honeyhive::dialect;
  forms_seen seen;
  for (const level l : {level::published, level::strict}) {
    const options o{.level = l};
    for (const batch_wrapper& w : {events_wrapper, array_wrapper, lines_wrapper}) {
      judge_batches<promptetheus::event>(1, 20, w, o, seen);
      judge_batches<trajectory::telemetry_event>(2, 20, w, o, seen);
    }
    judge_batches<honeyhive::batched_event<dialect::v1>>(3, 10, honeyhive::event_batch_wrapper, o,
                                                         seen);
    judge_batches<honeyhive::batched_event<dialect::v0>>(
        4, 10, honeyhive::single_session_wrapper(dialect::v0), o, seen);
    judge_batches<honeyhive::model_event<dialect::legacy>>(
        5, 10, honeyhive::model_event_batch_wrapper, o, seen);
  }
  for (const body_form form : {body_form::wrapped, body_form::bare, body_form::array})
    CHECK(seen.of[static_cast<int>(form)] > 0);
  CHECK(seen.refused > 0);
}

TEST_CASE("testing: a session gets its expected outcomes") {
  source from(7);
  std::size_t repeated = 0, rejected = 0, changed = 0;
  for (int i = 0; i < 60; ++i) {
    const session_sample s = testing::promptetheus_session(from);
    const random_bytes<16> key{};
    for (const bool compares : {false, true}) {
      dedupe_window window(compares ? dedupe_limits{.content_key = key} : dedupe_limits{});
      promptetheus::batch_validator v(options{.level = level::strict});
      const std::string body = s.body();
      const batch_verdict& verdict = v.check(body, {}, &window);
      INFO(body);
      REQUIRE(verdict.events().size() == s.events.size());
      auto next = verdict.rejected().begin();
      for (std::size_t k = 0; k < s.events.size(); ++k) {
        const session_event& e = s.events[k];
        const auto& violation = compares && e.if_compared ? e.if_compared : e.violation;
        const outcome what = violation ? outcome::rejected : e.outcome;
        REQUIRE(verdict.events()[k].what == what);
        if (!violation) continue;
        REQUIRE(next->index == k);
        REQUIRE(agrees(sample{.accepted = false, .violation = violation}, next++->report));
        rejected += !compares;
        changed += compares && e.if_compared;
      }
      repeated += verdict.duplicates();
    }
  }
  CHECK(repeated > 100);
  CHECK(rejected > 10);
  CHECK(changed > 10);
}

TEST_CASE("testing: a timeline finds the disturbances of a session") {
  source from(8);
  std::size_t spans = 0, gaps = 0, conflicts = 0, inner = 0, after_end = 0;
  for (int i = 0; i < 100; ++i) {
    const session_sample s = testing::promptetheus_session(from, level::published, 30);
    timeline::event_log log;
    const std::string text = s.lines();
    line_reader<promptetheus::event> reader(text);
    while (reader.next()) {
      REQUIRE(reader.accepted());
      REQUIRE(timeline::add(log, reader));
    }
    const timeline::ordering ordering(log);
    REQUIRE(ordering.sessions().size() == 1);
    const timeline::ordered_session& found = *ordering.find(s.id);
    INFO(text);
    CHECK(std::ranges::equal(found.events(), s.order));
    CHECK(std::ranges::equal(found.duplicates(), s.duplicates));
    CHECK(timeline::gaps_of(found) == s.gaps);
    CHECK(timeline::conflicts_of(found) == s.conflicts);
    CHECK(std::ranges::equal(timeline::events_after_end(found), s.after_end));
    REQUIRE((spans_of(timeline::span_tree(found)) == s.spans));
    spans += s.spans.size();
    gaps += s.gaps.size();
    conflicts += s.conflicts.size();
    after_end += s.after_end.size();
    for (const session_span& span : s.spans) inner += span.depth != 0;
  }
  CHECK(spans > 200);
  CHECK(inner > 50);
  CHECK(gaps > 100);
  CHECK(conflicts > 50);
  CHECK(after_end > 10);
}

TEST_CASE("testing: a source without more bytes also makes a session") {
  for (std::size_t size = 0; size < 12; ++size) {
    const std::vector<std::uint8_t> bytes(size, 1);
    source from{std::span<const std::uint8_t>(bytes)};
    CHECK(!promptetheus_session(from).lines().empty());
  }
}
