// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/push_response.hpp"
#include "assay/batch/request_stack.hpp"
#include "assay/producttelemetry/client_results.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::producttelemetry {

/// The undelivered events of a client, as texts. Decides which events are sent together and what
/// happens to them afterwards.
///
/// There are four groups, oldest first: events in flight; events to send next, such as halves of a
/// refused request; events kept from failed requests; and the queue of new events. The queue has at
/// most `max_size` events, and so do the kept events after a failure. Events at which the server
/// fails (status 500 of the request, or a rejection of the event that is not permanent) move to the
/// end of the queue.
///
/// If a function throws `std::bad_alloc`, the queue is unchanged.
class event_queue {
 public:
  /// No limit on the events of a request.
  static constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

  /// Constructs an empty queue.
  explicit event_queue(std::size_t max_size,
                       const request_limits& limits = {.max_events = no_limit},
                       response_format responses = response_format::detect_or_status)
      : max_size_(std::max<std::size_t>(max_size, 1)), limits_(limits), responses_(responses),
        learned_(limits.max_bytes) {}

  /// Appends an event and returns the number of old events dropped.
  std::size_t push(std::string event) {
    const bool is_full = new_.size() == max_size_;
    new_.push_back(std::move(event));
    if (is_full) new_.pop_front();
    return is_full;
  }

  /// Puts events of an earlier run before the kept ones, and returns the number of events dropped.
  std::size_t restore(std::vector<std::string> events) {
    events.reserve(events.size() + kept_.size());
    const std::size_t count = events.size() + kept_.size();
    const std::size_t surplus =
        std::min(count - std::min(count, max_size_), max_size_ - std::min(new_.size(), max_size_));
    std::deque<std::string> all(surplus + new_.size());
    // Nothing fails from here on. Events that do not fit among the kept ones go to the new ones.
    append(events, kept_);
    const auto first = events.end() - static_cast<std::ptrdiff_t>(surplus);
    std::move(new_.begin(), new_.end(), std::move(first, events.end(), all.begin()));
    events.erase(first, events.end());
    kept_.swap(events);
    new_.swap(all);
    return trim();
  }

  /// Returns the number of new events.
  std::size_t new_count() const noexcept { return new_.size(); }
  /// Returns whether events wait that are sent before all others: halves, or the rest of the last
  /// request.
  bool has_next() const noexcept { return !next_.is_empty(); }
  /// Returns whether a request is in flight.
  bool is_in_flight() const noexcept { return in_flight_.has_value(); }
  /// Returns whether there are events to send, other than those in flight.
  bool has_waiting() const noexcept { return has_next() || !kept_.empty() || !new_.empty(); }
  /// Returns the number of events, including those in flight.
  std::size_t size() const noexcept {
    return next_.size() + kept_.size() + new_.size() +
           (in_flight_ && !forgets_flight_ ? in_flight_->size() : 0);
  }

  /// Returns the body of the next request: the events to send next or else all waiting events, as
  /// many as one request holds. Precondition: events wait, and no request is in flight.
  ///
  /// `max_events`: a limit for this request only.
  std::string take(std::size_t max_events = no_limit) {
    const request_limits limits{std::min(limits_.max_events, max_events), learned_.bytes()};
    std::string body;
    goes_next_ = has_next();
    if (goes_next_) {
      in_flight_ = next_.take(body, events_wrapper, limits);
    } else {
      take_waiting(body, limits);
    }
    in_flight_bytes_ = body.size();
    return body;
  }

  /// Applies the response to the request in flight. Without `r.outcome`, only 200 and 207 are
  /// success. Does nothing if no request is in flight.
  flush_result settle(const push_response& r) {
    if (!in_flight_) return {.outcome = flush_outcome::forgotten};
    flush_result out{.outcome = flush_outcome::kept, .events = in_flight_->size()};
    if (forgets_flight_) out.outcome = flush_outcome::forgotten;
    else if (r.outcome || is_ingested(r.status)) apply(r, out);
    else if (is_refusal_of_body(r.status)) refuse(r, out);
    else if (r.status == 500) out.dropped = put_last(std::move(*in_flight_));
    else keep(std::move(*in_flight_));
    if (out.outcome == flush_outcome::kept) out.dropped += trim();
    in_flight_.reset();
    forgets_flight_ = false;
    return out;
  }

  /// Forgets all events. Those in flight may still arrive, but are not returned to the queue.
  void clear() noexcept {
    next_.clear();
    kept_.clear();
    new_.clear();
    forgets_flight_ = in_flight_.has_value();
  }

  /// Calls `use` with the text of each event, including those in flight, oldest first.
  template <class Use>
  void for_each(Use use) const {
    const auto use_all = [&](const auto& events) {
      std::for_each(events.begin(), events.end(), use);
    };
    if (in_flight_ && !forgets_flight_) use_all(*in_flight_);
    next_.for_each(use);
    use_all(kept_);
    use_all(new_);
  }

 private:
  using batch = request_stack<std::string>::group; // not a deque, which may allocate when moved

  /// Appends all events of `from` to `to`, which has room for them.
  template <class Events>
  static void append(batch& to, Events& from) noexcept {
    std::move(from.begin(), from.end(), std::back_inserter(to));
    from.clear();
  }

  /// Takes all waiting events: as many as one request holds are in flight afterwards, the others
  /// are sent next.
  void take_waiting(std::string& body, const request_limits& limits) {
    request_counter counter(events_wrapper, limits);
    const auto fits = [&](const std::string& e) { return counter.add(e.size()); };
    if (std::all_of(kept_.begin(), kept_.end(), fits)) std::all_of(new_.begin(), new_.end(), fits);
    batch first, rest;
    first.reserve(kept_.size() + new_.size());
    rest.reserve(first.capacity() - counter.count());
    next_.reserve_more(1);
    std::vector<std::string_view> texts(kept_.begin(), kept_.end());
    texts.insert(texts.end(), new_.begin(), new_.end());
    append_body(body, texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(counter.count()),
                events_wrapper);
    in_flight_.emplace(); // nothing fails from here on
    append(first, kept_);
    append(first, new_);
    const auto end = first.begin() + static_cast<std::ptrdiff_t>(counter.count());
    rest.assign(std::move_iterator(end), std::move_iterator(first.end()));
    first.erase(end, first.end());
    in_flight_->swap(first);
    next_.push(std::move(rest));
  }

  /// Applies a success, with its outcome of each event.
  void apply(const push_response& r, flush_result& out) {
    batch& events = *in_flight_;
    batch_outcome said;
    if (r.outcome) {
      said = *r.outcome;
    } else {
      const std::vector<std::string_view> texts(events.begin(), events.end());
      said = read_response(r.body, texts, responses_, r.status, "");
    }
    if (!said.fits(events.size()) || said.unnamed != 0) {
      out.violations = std::move(said.violations);
      return keep(std::move(events));
    }
    batch again;
    again.reserve(said.rejected.size());
    out.refused.reserve(said.rejected.size());
    new_.resize(new_.size() + static_cast<std::size_t>(
                                  std::count_if(said.rejected.begin(), said.rejected.end(),
                                                [](const auto& e) { return !e.is_permanent; })));
    // Nothing fails from here on.
    for (event_rejection& e : said.rejected) {
      std::string& text = events[e.index];
      if (!e.is_permanent) again.push_back(std::move(text));
      else out.refused.push_back({std::move(text), e.status, std::move(e.reason)});
    }
    std::move(again.begin(), again.end(), new_.end() - static_cast<std::ptrdiff_t>(again.size()));
    out.dropped = drop_oldest_new();
    out.delivered = said.accepted;
    if (again.empty())
      out.outcome =
          out.refused.size() == out.events ? flush_outcome::refused : flush_outcome::delivered;
  }

  /// Handles a refused request: sends it again in halves to find the event.
  void refuse(const push_response& r, flush_result& out) {
    batch& events = *in_flight_;
    if (events.size() == 1) {
      refused_event refused{.status = r.status, .reason = refusal_reason(r.body)};
      out.refused.reserve(1);
      refused.text.swap(events.front());
      out.refused.push_back(std::move(refused));
      out.outcome = flush_outcome::refused;
    } else {
      next_.push_halves(std::move(events));
      out.outcome = flush_outcome::split;
    }
    if (r.status == 413) learned_.refuse(in_flight_bytes_, events_wrapper.empty_size());
  }

  /// Puts events of the request in flight before the waiting ones.
  void keep(batch&& events) {
    if (goes_next_ || has_next()) return next_.push(std::move(events));
    events.reserve(events.size() + kept_.size());
    append(events, kept_);
    kept_.swap(events);
  }

  /// Puts events of the request in flight at the end: the server fails at one of them, and the
  /// other events need not wait. Returns the number of old events dropped.
  std::size_t put_last(batch&& events) {
    new_.resize(new_.size() + events.size()); // all or nothing
    std::move(events.begin(), events.end(),
              new_.end() - static_cast<std::ptrdiff_t>(events.size()));
    return drop_oldest_new();
  }

  std::size_t drop_oldest_new() noexcept {
    const std::size_t dropped = new_.size() - std::min(new_.size(), max_size_);
    new_.erase(new_.begin(), new_.begin() + static_cast<std::ptrdiff_t>(dropped));
    return dropped;
  }

  /// Drops the oldest kept events until they are within the limit.
  std::size_t trim() noexcept {
    const std::size_t count = next_.size() + kept_.size();
    const std::size_t dropped = count - std::min(count, max_size_);
    const std::size_t of_next = std::min(dropped, next_.size());
    next_.drop(of_next);
    kept_.erase(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(dropped - of_next));
    return dropped;
  }

  std::size_t max_size_;
  request_limits limits_;
  response_format responses_;
  learned_body_limit learned_;
  std::optional<batch> in_flight_;
  std::size_t in_flight_bytes_ = 0;
  request_stack<std::string> next_;
  batch kept_;
  std::deque<std::string> new_;
  bool goes_next_ = false;      ///< the request in flight was taken from `next_`
  bool forgets_flight_ = false; ///< the events in flight are not returned to the queue
};

} // namespace assay::producttelemetry
