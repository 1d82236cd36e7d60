#pragma once

#include "assay/producttelemetry/client_results.hpp"
#include "assay/producttelemetry/queue_file.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::producttelemetry {

/// The events of a client that are not delivered yet, by their texts: which go out together, and
/// what becomes of them.
///
/// Oldest first there are those in flight; halves of a request that was refused; those of a request
/// that failed; and the queue of new ones. At most `max_size` are in the queue, and after a failure
/// as many in what is kept.
///
/// When a function throws std::bad_alloc the queue is as it was before: what must allocate does so
/// before anything changes hands.
class event_queue {
 public:
  explicit event_queue(std::size_t max_size) : max_size_(std::max<std::size_t>(max_size, 1)) {}

  /// Puts an event behind the others; returns how many old ones had to go.
  std::size_t push(std::string event) {
    const bool is_full = new_.size() == max_size_;
    new_.push_back(std::move(event));
    if (is_full) new_.pop_front();
    return is_full;
  }

  /// Puts events of an earlier run before those that are kept; returns how many had to go.
  std::size_t restore(std::vector<std::string> events) {
    events.reserve(events.size() + kept_.size());
    append(events, kept_);
    kept_.swap(events);
    return trim();
  }

  std::size_t new_count() const noexcept { return new_.size(); }
  /// Halves that wait are sent before anything else.
  bool has_halves() const noexcept { return !halves_.empty(); }
  bool is_in_flight() const noexcept { return in_flight_.has_value(); }
  /// Whether there is something to be sent beside what is in flight.
  bool has_waiting() const noexcept { return !halves_.empty() || !kept_.empty() || !new_.empty(); }
  /// All events, those in flight too.
  std::size_t size() const noexcept {
    std::size_t n =
        kept_.size() + new_.size() + (in_flight_ && !forgets_flight_ ? in_flight_->size() : 0);
    for (const batch& half : halves_) n += half.size();
    return n;
  }

  /// The body of the next request: a half of a refused one, or else all that waits. Precondition:
  /// something does, nothing is in flight.
  std::string take() {
    const bool is_half = has_halves();
    std::string body = R"({"events":[)";
    const auto append_event = [&](const std::string& e) {
      if (body.back() != '[') body += ',';
      body += e;
    };
    batch events;
    if (is_half) {
      std::for_each(halves_.back().begin(), halves_.back().end(), append_event);
    } else {
      std::for_each(kept_.begin(), kept_.end(), append_event);
      std::for_each(new_.begin(), new_.end(), append_event);
      events.reserve(kept_.size() + new_.size());
    }
    body += "]}";
    // From here on nothing fails.
    if (is_half) {
      events.swap(halves_.back());
      halves_.pop_back();
    } else {
      append(events, kept_);
      append(events, new_);
    }
    in_flight_ = std::move(events);
    is_half_ = is_half;
    return body;
  }

  /// What the status makes of the request in flight; 0: there was no answer. Precondition: there is
  /// one.
  flush_result settle(int status) {
    batch& events = *in_flight_;
    flush_result out{.outcome = flush_outcome::delivered, .events = events.size()};
    if (forgets_flight_) {
      out.outcome = flush_outcome::forgotten;
    } else if (is_ingested(status)) {
      // They are done with.
    } else if (is_refusal_of_body(status) && events.size() == 1) {
      out.outcome = flush_outcome::refused;
      out.refused_event.swap(events.front());
    } else if (is_refusal_of_body(status)) {
      out.outcome = flush_outcome::split;
      split();
    } else {
      out.outcome = flush_outcome::kept;
      keep();
      out.dropped = trim();
    }
    in_flight_.reset();
    forgets_flight_ = false;
    return out;
  }

  /// Forgets all events; of those in flight it is not known whether they arrive, but they do not
  /// come back.
  void clear() noexcept {
    halves_.clear();
    kept_.clear();
    new_.clear();
    forgets_flight_ = in_flight_.has_value();
  }

  /// Calls `use` with the text of each event, those in flight too, oldest first.
  template <class Use>
  void for_each(Use use) const {
    const auto use_all = [&](const auto& events) {
      std::for_each(events.begin(), events.end(), use);
    };
    if (in_flight_ && !forgets_flight_) use_all(*in_flight_);
    std::for_each(halves_.rbegin(), halves_.rend(), use_all);
    use_all(kept_);
    use_all(new_);
  }

 private:
  using batch = std::vector<std::string>; // not a deque, which may allocate when it is moved

  /// Moves all events of the one behind those of the other, which has room for them.
  template <class Events>
  static void append(batch& to, Events& from) noexcept {
    std::move(from.begin(), from.end(), std::back_inserter(to));
    from.clear();
  }

  /// Makes two halves of what is in flight.
  void split() {
    batch& first = *in_flight_;
    const auto middle = first.begin() + static_cast<std::ptrdiff_t>(first.size() / 2);
    batch second;
    second.reserve(static_cast<std::size_t>(first.end() - middle));
    halves_.reserve(halves_.size() + 2);
    second.assign(std::move_iterator(middle), std::move_iterator(first.end()));
    first.erase(middle, first.end());
    halves_.push_back(std::move(second));
    halves_.push_back(std::move(first));
  }

  /// Puts what is in flight before what is kept, or back among the halves.
  void keep() {
    batch& events = *in_flight_;
    if (is_half_) {
      halves_.push_back({});
      halves_.back().swap(events);
    } else {
      events.reserve(events.size() + kept_.size());
      append(events, kept_);
      kept_.swap(events);
    }
  }

  /// Drops the oldest of what is kept until there is room for it.
  std::size_t trim() noexcept {
    std::size_t count = kept_.size();
    for (const batch& half : halves_) count += half.size();
    const std::size_t dropped = count - std::min(count, max_size_);
    for (std::size_t left = dropped; left != 0;) {
      batch& oldest = halves_.empty() ? kept_ : halves_.back();
      const std::size_t n = std::min(left, oldest.size());
      oldest.erase(oldest.begin(), oldest.begin() + static_cast<std::ptrdiff_t>(n));
      left -= n;
      if (!halves_.empty() && oldest.empty()) halves_.pop_back();
    }
    return dropped;
  }

  std::size_t max_size_;
  std::optional<batch> in_flight_;
  std::vector<batch> halves_; ///< the oldest at the end
  batch kept_;
  std::deque<std::string> new_;
  bool is_half_ = false;        ///< what is in flight was among `halves_`
  bool forgets_flight_ = false; ///< what is in flight does not come back
};

} // namespace assay::producttelemetry
