// SPDX-License-Identifier: BSL-1.0

// Measures the cost of grouping events into requests, by the number of events, and of checking them
// in batches.
#include "harness.hpp"
#include "measure.hpp"

#include <assay/batch/promptetheus.hpp>
#include <assay/promptetheus.hpp>

#include <malloc.h>

#include <algorithm>
#include <cstdlib>

namespace bench {
namespace {

using assay::promptetheus::event;

/// An event and its session.
struct line {
  std::string_view text;
  std::string_view session;
};

std::vector<line> lines_of(const stream& s) {
  std::vector<line> out;
  for (assay::line_reader<event> lines(s.text()); lines.next();)
    out.push_back(
        {lines.text(), assay::promptetheus::header_of(lines).session_id.between_quotes()});
  return out;
}

void require(bool ok, std::string_view what) {
  if (ok) return;
  std::fprintf(stderr, "chunking: %.*s\n", static_cast<int>(what.size()), what.data());
  std::exit(1);
}

std::size_t heap_bytes() { return mallinfo2().uordblks; }

struct way {
  std::string_view name;
  assay::chunk_options options;
  bool copies;
  bool sends; ///< each body is also written
};

/// A stream of this number of events. It reads one block of events repeatedly.
class chunking {
 public:
  chunking(const way& w, std::size_t events) : way_(&w), events_(events) {}

  void measure(const std::vector<line>& block) {
    const std::size_t heap_before = heap_bytes();
    std::size_t heap = 0, chunked = 0, bytes = 0;
    nanoseconds_.add(processor_seconds([&] {
                       assay::chunker chunker(way_->options);
                       assay::text_buffer body;
                       const auto use = [&](const assay::chunk_step& step) {
                         require(!step.refused, "an event was rejected");
                         if (step.complete == nullptr) return false;
                         chunked += step.complete->events().size();
                         bytes += step.complete->body_size();
                         if (way_->sends) {
                           body.clear();
                           step.complete->append_body(body);
                           require(body.size() == step.complete->body_size(),
                                   "the body has an unexpected size");
                         }
                         return true;
                       };
                       for (std::size_t i = 0, at = 0; i < events_; ++i) {
                         const line& l = block[at];
                         use(way_->copies ? chunker.push_copy(l.text, l.session)
                                          : chunker.push(l.text, l.session));
                         if (++at == block.size()) at = 0;
                         if (i % 4096 == 0) heap = std::max(heap, heap_bytes() - heap_before);
                       }
                       while (use(chunker.finish())) {
                       }
                     }) *
                     1e9 / static_cast<double>(events_));
    require(chunked == events_ && bytes > events_ * 100, "events are missing");
    kilobytes_.add(static_cast<double>(heap) / 1024);
  }

  double nanoseconds() const { return nanoseconds_.median(); }
  double kilobytes() const {
    return kilobytes_.quantile(1);
  } // memory that was used before looks free in later rounds

 private:
  const way* way_;
  std::size_t events_;
  series nanoseconds_, kilobytes_;
};

/// Measures batches of 50 events as a gateway receives them: splits, checks and compares them with
/// earlier events.
std::string judging(const plan& p, const std::vector<line>& block) {
  std::vector<std::string> bodies;
  assay::chunker chunker({.open_sessions = 1});
  const auto use = [&](const assay::chunk_step& step) {
    if (step.complete == nullptr) return false;
    assay::text_buffer body;
    step.complete->append_body(body);
    bodies.emplace_back(body.view());
    return true;
  };
  for (const line& l : block) use(chunker.push(l.text, l.session));
  while (use(chunker.finish())) {
  }
  std::size_t bytes = 0;
  for (const std::string& body : bodies) bytes += body.size();

  series alone, split, judged, remembered_some, remembered_all;
  // The windows keep the memory of the previous round, as in a service that has run for a while.
  assay::dedupe_window of_some({.max_events = 1'000}), of_all;
  for (int round = 0; round < (p.quick ? 3 : 9); ++round) {
    assay::validator<event> validator;
    std::size_t accepted = 0;
    alone.add(processor_seconds([&] {
      for (const line& l : block) accepted += validator.check(l.text);
    }));
    require(accepted == block.size(), "an event was rejected");

    assay::batch_body told_apart;
    std::size_t events = 0;
    split.add(processor_seconds([&] {
      for (const std::string& body : bodies)
        events += told_apart.split(body) ? told_apart.events().size() : 0;
    }));
    require(events == block.size(), "a body was not split");

    assay::promptetheus::batch_validator batches;
    const auto judge = [&](series& s, assay::dedupe_window* window) {
      if (window != nullptr) window->clear();
      accepted = 0;
      s.add(processor_seconds([&] {
        for (const std::string& body : bodies)
          accepted += batches.check(body, {}, window).accepted();
      }));
      require(accepted == block.size(), "a batch was not accepted");
    };
    judge(judged, nullptr);
    judge(remembered_some, &of_some);
    judge(remembered_all, &of_all);
  }
  table out({"Events of 250 bytes in batches", "ns per event", "GB/s"});
  const auto row = [&](std::string name, const series& s) {
    out.row({std::move(name), fixed(s.median() * 1e9 / static_cast<double>(block.size()), 0),
             fixed(static_cast<double>(bytes) / 1e9 / s.median(), 2)});
  };
  row("checked one by one, without a body", alone);
  row("a body split into its events", split);
  row("a batch checked: split, validated, duplicates found within the batch", judged);
  row("the same with a window of 1,000 events", remembered_some);
  row("the same with a window of 100,000 events", remembered_all);
  return out.text();
}

void measure_chunking(const plan& p) {
  const stream small = stream::generate(mix::small, std::size_t{1} << 20),
               large = stream::generate(mix::small, std::size_t{16} << 20);
  const std::vector<line> block = lines_of(
      small); // smaller than the smallest number of events, so that all use the same memory
  const way ways[] = {
      {"views", {}, false, false},
      {"views, each body written", {}, false, true},
      {"copies", {}, true, false},
      {"views, 8 sessions open", {.open_sessions = 8}, false, false},
      {"copies, 8 sessions open", {.open_sessions = 8}, true, false},
  };
  std::vector<std::size_t> sizes = {10'000, 100'000, 1'000'000};
  if (!p.quick) sizes.push_back(10'000'000);
  std::vector<std::vector<chunking>> all;
  for (const way& w : ways)
    for (auto& of_one = all.emplace_back(); of_one.size() < sizes.size();)
      of_one.emplace_back(w, sizes[of_one.size()]);
  for (int round = 0; round < (p.quick ? 3 : 5); ++round)
    for (auto& of_one : all)
      for (chunking& c : of_one) c.measure(block);

  table out({"nanoseconds per event, by number of events", "10,000", "100,000", "1,000,000",
             "10,000,000", "heap, KB, fewest events", "most events"});
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::string cells[4];
    for (std::size_t k = 0; k < sizes.size(); ++k) cells[k] = fixed(all[i][k].nanoseconds(), 1);
    out.row({std::string(ways[i].name), cells[0], cells[1], cells[2], cells[3],
             fixed(all[i].front().kilobytes(), 1), fixed(all[i].back().kilobytes(), 1)});
  }
  publish(p, "chunking", out.text() + "\n" + judging(p, lines_of(large)));
}

const add_part chunking_part("chunking", measure_chunking);

} // namespace
} // namespace bench
