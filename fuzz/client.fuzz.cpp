// SPDX-License-Identifier: BSL-1.0

// A client of Product Telemetry with any calls and responses. Every queued event is delivered,
// rejected, deleted, dropped or pending, and none is in two of these states. Saved events are
// restored.

#include "event_texts.hpp"
#include "input.hpp"

#include <assay/batch/body.hpp>
#include <assay/producttelemetry/client.hpp>
#include <assay/testing/source.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using assay_fuzz::must;
namespace pt = assay::producttelemetry;

namespace {

/// Events by their texts, oldest first. No two queued events are the same.
using texts = std::vector<std::string>;

texts pending_of(const pt::client& c) {
  assay::text_buffer saved;
  c.save(saved);
  pt::queue_file file = pt::read_queue_file(saved.view());
  must(static_cast<bool>(file), "a client saves a complete file", saved.view());
  must(file.events.size() == c.pending(), "a client saves its pending events", saved.view());
  return std::move(file.events);
}

/// Returns how many of the events in `before` are gone. No new event may appear.
std::size_t count_gone(const texts& before, const texts& after) {
  std::size_t gone = 0;
  auto at = before.begin();
  for (const std::string& e : after) {
    const auto found = std::find(at, before.end(), e);
    must(found != before.end(), "events keep their order, and none appears", e);
    gone += static_cast<std::size_t>(found - at);
    at = found + 1;
  }
  return gone + static_cast<std::size_t>(before.end() - at);
}

texts events_in(const pt::request& r) {
  assay::batch_body body;
  must(body.split(r.body), "a request's body has events", r.body);
  return {body.events().begin(), body.events().end()};
}

class driver {
 public:
  driver(const pt::client_options& o, assay::testing::source& from)
      : from_(from), client_(o, {.client_id = "client", .session_id = "session"}, now_) {}

  void step() {
    switch (from_.below(12)) {
    case 0:
    case 7: return flush();
    case 1:
    case 2: return settle();
    case 3: return restore();
    case 4: return delete_all();
    case 5:
      if (from_.one_in(8)) client_.shutdown();
      return;
    case 6: now_ += std::chrono::seconds(from_.below(60)); return;
    default: return track();
    }
  }

  /// Sends the remaining events to a server that accepts everything.
  void drain() {
    if (in_flight_) answer(200);
    for (std::size_t n = client_.pending() + 2; client_.pending() != 0; --n) {
      must(n != 0, "each request delivers something", "");
      now_ += client_.delay();
      flush();
      answer(200);
    }
    must(!client_.flush(now_), "no event is left to send", "");
  }

 private:
  void track() {
    const texts before = pending_of(client_);
    const std::size_t dropped = client_.dropped();
    const std::string name = from_.one_in(8) ? "" : "e" + std::to_string(++count_);
    const pt::track_result r =
        client_.track(name, {}, pt::event_type::usage, now_ + std::chrono::microseconds(count_));
    texts after = pending_of(client_);
    if (r) {
      must(!after.empty() && after.back().find(name) != std::string::npos,
           "a queued event is the last pending one", name);
      after.pop_back();
    }
    must(!r || !name.empty(), "an event without a name is not queued", "");
    must(r.outcome != pt::track_outcome::invalid || !r.violations.empty(),
         "an invalid event has its violations", name);
    must(count_gone(before, after) == r.dropped && client_.dropped() == dropped + r.dropped,
         "an event that is gone was dropped and counted", name);
    must(r.dropped <= 1 && (r || r.dropped == 0), "at most one event is dropped for a new one",
         name);
  }

  void flush() {
    const bool due = client_.flush_due(now_);
    const texts before = pending_of(client_);
    std::optional<pt::request> r = client_.flush(now_);
    must(pending_of(client_) == before, "a request does not change the pending events", "");
    must(!due || r, "a due request can be sent", "");
    must(!r || !in_flight_, "one request is in flight at a time", "");
    if (r) {
      in_flight_ = events_in(*r);
      must(!in_flight_->empty(), "a request has events", r->body);
      must(std::search(before.begin(), before.end(), in_flight_->begin(), in_flight_->end()) ==
               before.begin(),
           "a request has the oldest pending events", r->body);
      is_forgotten_ = false;
    }
  }

  void settle() {
    static constexpr int statuses[] = {200, 207, 202, 0, 500, 429, 400, 413, 422, 401, 302};
    if (in_flight_) answer(from_.pick(statuses));
  }

  void answer(int status) {
    if (!in_flight_) return;
    const texts before = pending_of(client_);
    const pt::flush_result r =
        client_.settle({status}, now_, static_cast<double>(from_.below(256)) / 256);
    const texts sent = *std::exchange(in_flight_, std::nullopt);
    must(r.events == sent.size(), "a response covers the events that were sent", "");
    texts was = before, is = pending_of(client_);
    if (status == 500)
      std::sort(was.begin(), was.end()), std::sort(is.begin(), is.end()); // moved to the end
    const std::size_t gone = count_gone(was, is);
    must(client_.dropped() >= r.dropped, "dropped events are counted", "");
    using enum pt::flush_outcome;
    must((r.outcome == forgotten) == is_forgotten_, "deleted events are forgotten", "");
    switch (r.outcome) {
    case delivered:
      must(pt::is_ingested(status) && gone == sent.size(), "delivered events are gone", "");
      break;
    case refused:
      must(sent.size() == 1 && r.refused.size() == 1 && r.refused[0].text == sent[0] && gone == 1,
           "a rejected event is returned", sent[0]);
      break;
    case split:
      must(sent.size() > 1 && gone == 0, "a split keeps all events", "");
      must(client_.flush_due(now_), "halves are due at once", "");
      break;
    case kept:
      must(gone == r.dropped, "kept events are pending unless they were dropped", "");
      break;
    case forgotten: must(gone == 0, "forgotten events are already gone", ""); break;
    }
  }

  void restore() {
    // Takes new events for each file, so that no two events are the same.
    const auto& some = assay_fuzz::event_texts<pt::event>(assay::level::strict);
    std::vector<std::string_view> events;
    for (std::size_t n = from_.below(4); n != 0 && next_ < some.size(); --n)
      events.push_back(some[next_++]);
    assay::text_buffer file;
    pt::append_queue_file(file, events);
    texts before = pending_of(client_);
    const auto r = client_.restore(file.view());
    must(r.restored + r.deleted + r.file.damaged.size() == events.size() && r.file.missing == 0,
         "every line is restored, deleted or damaged", file.view());
    must(client_.pending() == before.size() + r.restored - r.dropped,
         "restored events are pending unless they were dropped", file.view());
  }

  void delete_all() {
    if (!from_.one_in(8)) return;
    const texts before = pending_of(client_);
    const bool deleted = client_.settle_deletion(from_.one_in(2) ? 202 : 500);
    must(deleted ? client_.pending() == 0 : pending_of(client_) == before,
         "a deletion deletes everything or nothing", "");
    if (!deleted) return;
    is_forgotten_ = in_flight_.has_value();
    must(!client_.identify("user"), "no user is identified after a deletion", "");
    if (from_.one_in(2)) client_.set_client_id("another" + std::to_string(++count_));
  }

  assay::testing::source& from_;
  pt::time_point now_{std::chrono::seconds(1'700'000'000)};
  pt::client client_;
  std::size_t count_ = 0;
  std::size_t next_ = 0; ///< index of the next event for a file
  std::optional<texts> in_flight_;
  bool is_forgotten_ = false;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::testing::source from({data, size});
  pt::client_options o{.write_key = "key"};
  o.flush_at = from.below(5);
  o.max_queue_size = from.below(8);
  o.limits.max_events = from.one_in(2) ? from.below(5) : o.limits.max_events;
  o.flush_interval = std::chrono::seconds(from.below(60));
  driver d(o, from);
  for (int steps = 0; steps < 64 && !from.is_empty(); ++steps) d.step();
  d.drain();
  return 0;
}
