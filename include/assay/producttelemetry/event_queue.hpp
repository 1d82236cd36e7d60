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

/// The events of a client that are not delivered yet, by their texts: which go out together, and what becomes of them.
///
/// Oldest first there are those in flight; halves of a request that was refused; those of a request that failed; and the queue of
/// new ones. At most `max_size` are in the queue, and after a failure as many in what is kept.
class event_queue {
 public:
  explicit event_queue(std::size_t max_size) noexcept : max_size_(std::max<std::size_t>(max_size, 1)) {}

  /// Puts an event behind the others; returns how many old ones had to go.
  std::size_t push(std::string event) {
    const bool is_full = new_.size() == max_size_;
    if (is_full) new_.pop_front();
    new_.push_back(std::move(event));
    return is_full;
  }

  /// Puts events of an earlier run before those that are kept; returns how many had to go.
  std::size_t restore(std::vector<std::string> events) {
    kept_.insert(kept_.begin(), std::move_iterator(events.begin()), std::move_iterator(events.end()));
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
    std::size_t n = kept_.size() + new_.size() + (in_flight_ && !forgets_flight_ ? in_flight_->size() : 0);
    for (const batch& half : halves_) n += half.size();
    return n;
  }

  /// The body of the next request: a half of a refused one, or else all that waits. Precondition: something does, nothing is in flight.
  std::string take() {
    is_half_ = has_halves();
    if (is_half_) {
      in_flight_ = std::move(halves_.back());
      halves_.pop_back();
    } else {
      in_flight_ = std::exchange(kept_, {});
      std::move(new_.begin(), new_.end(), std::back_inserter(*in_flight_));
      new_.clear();
    }
    std::string body = R"({"events":[)";
    for (const std::string& e : *in_flight_) {
      if (body.back() != '[') body += ',';
      body += e;
    }
    return body += "]}";
  }

  /// What the status makes of the request in flight; 0: there was no answer. Precondition: there is one.
  flush_result settle(int status) {
    batch events = std::move(*in_flight_);
    in_flight_.reset();
    flush_result out{.outcome = flush_outcome::delivered, .events = events.size()};
    if (std::exchange(forgets_flight_, false)) {
      out.outcome = flush_outcome::forgotten;
    } else if (is_ingested(status)) {
      // They are done with.
    } else if (is_refusal_of_body(status) && events.size() == 1) {
      out.outcome = flush_outcome::refused;
      out.refused_event = std::move(events.front());
    } else if (is_refusal_of_body(status)) {
      out.outcome = flush_outcome::split;
      const auto middle = events.begin() + static_cast<std::ptrdiff_t>(events.size() / 2);
      halves_.emplace_back(std::move_iterator(middle), std::move_iterator(events.end()));
      events.erase(middle, events.end());
      halves_.push_back(std::move(events));
    } else {
      out.outcome = flush_outcome::kept;
      if (is_half_) halves_.push_back(std::move(events));
      else kept_ = join(std::move(events), std::move(kept_));
      out.dropped = trim();
    }
    return out;
  }

  /// Forgets all events; of those in flight it is not known whether they arrive, but they do not come back.
  void clear() noexcept {
    halves_.clear();
    kept_.clear();
    new_.clear();
    forgets_flight_ = in_flight_.has_value();
  }

  /// Calls `use` with the text of each event, those in flight too, oldest first.
  template <class Use>
  void for_each(Use use) const {
    const auto use_all = [&](const batch& events) { std::for_each(events.begin(), events.end(), use); };
    if (in_flight_ && !forgets_flight_) use_all(*in_flight_);
    std::for_each(halves_.rbegin(), halves_.rend(), use_all);
    use_all(kept_);
    use_all(new_);
  }

 private:
  using batch = std::deque<std::string>;

  static batch join(batch first, batch second) {
    std::move(second.begin(), second.end(), std::back_inserter(first));
    return first;
  }

  /// Drops the oldest of what is kept until there is room for it.
  std::size_t trim() {
    std::size_t count = kept_.size();
    for (const batch& half : halves_) count += half.size();
    std::size_t dropped = 0;
    for (; count > max_size_; --count, ++dropped) {
      batch& oldest = halves_.empty() ? kept_ : halves_.back();
      oldest.pop_front();
      if (!halves_.empty() && oldest.empty()) halves_.pop_back();
    }
    return dropped;
  }

  std::size_t max_size_;
  std::optional<batch> in_flight_;
  std::vector<batch> halves_; ///< the oldest at the end
  batch kept_;
  batch new_;
  bool is_half_ = false;        ///< what is in flight was among `halves_`
  bool forgets_flight_ = false; ///< what is in flight does not come back
};

} // namespace assay::producttelemetry
