// SPDX-License-Identifier: BSL-1.0
#include "assay/analysis.hpp"
#include "assay/common/analysis.hpp"
#include "assay/common/producttelemetry.hpp"
#include "assay/common/timeline.hpp"
#include "assay/promptetheus.hpp"
#include "assay/timeline.hpp"
#include "assay/timeline/promptetheus.hpp"

#include "allocation/exhaustion.hpp"
#include "support/events.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using assay::timeline::event_log;
using assay_test::steps_on;
using assay_test::untouched_by_failures;

namespace {

/// Markers and other events. Some of their texts are new, some long, and some repeated.
std::vector<assay::timeline::record> log_records() {
  static const std::string long_name(20'000, 'x');
  std::vector<assay::timeline::record> out;
  static std::vector<std::string> texts;
  texts.reserve(200);
  for (std::size_t i = 0; i < 90; ++i) {
    texts.push_back("span " + std::to_string(i) + " with a long id");
    const assay::timeline::role what = i % 5 == 0   ? assay::timeline::role::span_start
                                       : i % 7 == 0 ? assay::timeline::role::span_end
                                       : i == 80    ? assay::timeline::role::session_end
                                                    : assay::timeline::role::event;
    out.push_back({.session = i % 3 == 0 ? "a session of a rather long id" : "s",
                   .seq = i * 7 % 50,
                   .key = i % 4 == 0   ? ""
                          : i % 9 == 0 ? "a key of its own:x"
                                       : "s:n:7",
                   .span = texts[i / 4],
                   .parent = i % 2 == 0 ? std::string_view() : std::string_view(texts[i / 8]),
                   .label = i == 40 ? std::string_view(long_name) : "label",
                   .role = what,
                   .name = i % 10 == 0 ? "a name" : "",
                   .duration_ms =
                       i % 14 == 0 ? std::optional<double>(static_cast<double>(i)) : std::nullopt});
  }
  return out;
}

std::string seen_of_log(const event_log& log) {
  std::string out = std::to_string(log.size()) + '\n';
  for (assay::timeline::event_index i = 0; i < log.size(); ++i) {
    out.append(log.session(i))
        .append(" ")
        .append(std::to_string(log.seq(i)))
        .append(" ")
        .append(log.span(i))
        .append(" ");
    out.append(log.parent(i))
        .append(" ")
        .append(log.label(i).substr(0, 9))
        .append(" ")
        .append(log.name(i));
    out += ' ' + std::to_string(static_cast<int>(log.role(i))) + ' ' +
           std::to_string(log.duration_ms(i).value_or(-1)) + '\n';
  }
  return out;
}

} // namespace

TEST_CASE("exhaustion: a log contains an event completely or not at all") {
  steps_on<event_log> steps;
  for (const assay::timeline::record& r : log_records())
    steps.push_back([r](event_log& log) { log.add(r); });
  steps.push_back([](event_log& log) { log.reserve(500); });
  for (const auto& [type, payload] : assay_test::sample_payloads) {
    const std::string text = assay_test::event_text(
        type, payload, R"(,"span_id":"\u0061 span whose id is long and escaped")");
    steps.push_back([text](event_log& log) {
      assay::validator<assay::promptetheus::event> v;
      if (v.check(text)) add(log, v);
    });
    steps.push_back([text](event_log& log) {
      assay::promptetheus::event e;
      assay::validator<assay::promptetheus::event> v;
      if (v.read(text, e)) add(log, e);
    });
  }
  assay_test::exhaust_unchanged([] { return event_log(); }, steps, seen_of_log);
}

TEST_CASE("exhaustion: building from a log again gives the same result") {
  event_log log;
  for (const assay::timeline::record& r : log_records()) log.add(r);
  const auto show = [&](assay::text_buffer& out) {
    const assay::timeline::ordering order(log);
    for (const assay::timeline::ordered_session& s : order.sessions()) {
      const assay::timeline::span_tree tree(s);
      append_text(out, tree, {.events = true});
      static_cast<void>(append_json(out, tree));
    }
  };
  const assay::timeline::ordering order(log);
  const assay::timeline::span_tree tree(order.sessions()[0]);
  const steps_on<assay::text_buffer> steps{
      [](assay::text_buffer& out) { out.append("before\n"); },
      [&](assay::text_buffer& out) { append_text(out, tree); },
      [&](assay::text_buffer& out) { static_cast<void>(append_json(out, tree)); }};
  const auto seen = [](const assay::text_buffer& out) { return std::string(out.view()); };
  assay_test::exhaust_unchanged([] { return assay::text_buffer(); }, steps, seen);
  assay_test::exhaust_cleared([] { return assay::text_buffer(); },
                              {[](assay::text_buffer& out) { out.clear(); }, show}, seen);
}

TEST_CASE("exhaustion: records that ran out of memory are removed, and analyzing them again gives "
          "the same result") {
  assay::producttelemetry::ingest_request request;
  for (int i = 0; i < 6; ++i) {
    auto& e = request.events.emplace_back();
    e.event_name =
        i % 2 == 0 ? "checkout.started" : "checkout.failed, and for a rather long reason";
    e.event_type = i % 2 == 0 ? "usage" : "error";
    e.client_id = e.session_id = "an id that needs memory of its own " + std::to_string(i % 2);
    e.timestamp = "2026-11-22T00:00:0" + std::to_string(i) + "Z";
    e.properties = {{"error_type", "an error of some kind, told at some length"}};
  }
  const auto make = [] { return std::vector<assay::common::record>(); };
  const auto seen = [](const std::vector<assay::common::record>& records) {
    std::string out;
    for (const auto& r : records)
      out += r.kind + ' ' + r.name + ' ' + r.session + ' ' + r.error_type + ' ' +
             std::string(r.attributes.text()) + '\n';
    return out;
  };
  using records = std::vector<assay::common::record>;
  assay_test::exhaust_cleared(
      make, {[](records& r) { r.clear(); }, [&](records& r) { append_records(r, request); }}, seen);

  std::vector<assay::common::record> of;
  append_records(of, request);
  const auto analyse = [&](std::string& out) {
    event_log log;
    add(log, of);
    std::vector<assay::analysis::event_record> events;
    std::vector<assay::analysis::pattern_event> patterns;
    for (const auto& r : of)
      events.push_back(analysis_record_of(r)), patterns.push_back({r.name, r.attributes.text()});
    const auto sequences =
        assay::analysis::common_sequences(events, {.shortest = 1, .min_traces = 1});
    const auto names = assay::analysis::frequency_by_name(events);
    const auto errors = assay::analysis::errors_of(events);
    const auto found = assay::analysis::check_patterns(patterns);
    const auto naming = assay::analysis::check_name("Checkout.Was Started_by");
    const untouched_by_failures here;
    out = seen_of_log(log);
    for (const auto& s : sequences) {
      for (const auto name : s.names) out.append(name) += ' ';
      out += std::to_string(s.count) + '\n';
    }
    for (const auto& f : names) out.append(f.what) += std::to_string(f.count);
    for (const auto& e : errors) out.append(e.type).append(e.message) += std::to_string(e.count);
    for (const auto& f : found) out += to_string(f);
    for (const auto& f : naming) out += to_string(f);
  };
  assay_test::exhaust_cleared([] { return std::string(); }, {analyse},
                              [](const std::string& s) { return s; });
}
