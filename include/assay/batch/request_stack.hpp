// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/wrapper.hpp"
#include "assay/json/text_buffer.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {

/// The maximum size of a request.
struct request_limits {
  std::size_t max_events = 1000; ///< 0 counts as 1
  /// Bytes of the body, including the wrapper and the separators. A larger event is sent in a
  /// request that holds no other event.
  std::size_t max_bytes = std::size_t{1} << 20;
};

/// Counts the events that fit into one request.
class request_counter {
 public:
  /// Constructs a counter for an empty request.
  constexpr request_counter(const batch_wrapper& wrapper, const request_limits& limits) noexcept
      : separator_size_(wrapper.separator.size()), limits_(limits), bytes_(wrapper.empty_size()) {}

  /// Checks whether an event of this size still fits, and counts it if so. The first event always
  /// fits.
  constexpr bool add(std::size_t event_size) noexcept {
    const std::size_t bytes = bytes_ + event_size + (count_ == 0 ? 0 : separator_size_);
    if (count_ != 0 && (count_ >= limits_.max_events || bytes > limits_.max_bytes)) return false;
    bytes_ = bytes;
    ++count_;
    return true;
  }

  /// Returns the number of events counted.
  constexpr std::size_t count() const noexcept { return count_; }
  /// Returns the size of the body in bytes.
  constexpr std::size_t bytes() const noexcept { return bytes_; }

 private:
  std::size_t separator_size_;
  request_limits limits_;
  std::size_t bytes_;
  std::size_t count_ = 0;
};

/// Appends the body of a request with the events from `first` to `last`. Each event converts to a
/// `std::string_view` of its text. `out` is a string or a `text_buffer`.
template <class Out, class Iterator>
void append_body(Out& out, Iterator first, Iterator last, const batch_wrapper& wrapper) {
  std::string_view before = wrapper.prefix;
  for (; first != last; ++first) {
    out.append(before);
    out.append(std::string_view(*first));
    before = wrapper.separator;
  }
  out.append(wrapper.suffix);
}

/// The events that a sender sends next, in groups. Groups are sent in sequence. Each one is sent in
/// one request or, if that would be too large, in several.
///
/// `Event` converts to a `std::string_view` of its text. If a function throws `std::bad_alloc`, the
/// stack is unchanged. One stack must not be used by two threads at once.
template <class Event>
class request_stack {
 public:
  /// The events of one group.
  using group = std::vector<Event>;

  /// Returns whether there are no events.
  bool is_empty() const noexcept { return groups_.empty(); }
  /// Returns the number of events. Linear in the number of groups.
  std::size_t size() const noexcept {
    std::size_t n = 0;
    for (const group& g : groups_) n += g.size();
    return n;
  }

  /// Puts a group before all others. An empty group is ignored. Linear in its events.
  void push(group&& events) {
    if (events.empty()) return;
    reserve_more(1);
    std::reverse(events.begin(), events.end());
    groups_.emplace_back().swap(events);
  }

  /// Reserves memory for this many more groups, so that pushing them cannot fail.
  void reserve_more(std::size_t groups) {
    if (groups_.capacity() - groups_.size() < groups)
      groups_.reserve(std::max(groups_.size() + groups, groups_.size() * 2));
  }

  /// Removes the events of the next request and appends its body to `body`, a string or a
  /// `text_buffer`. Takes as many events from the start of the first group as the limits allow, but
  /// at least one. Precondition: the stack is not empty. Linear in the events taken. If it throws,
  /// the stack is unchanged, but `body` may not be.
  template <class Out>
  group take(Out& body, const batch_wrapper& wrapper, const request_limits& limits) {
    group& first = groups_.back();
    request_counter counter(wrapper, limits);
    auto end = first.rbegin();
    while (end != first.rend() && counter.add(std::string_view(*end).size())) ++end;
    body.reserve(counter.bytes());
    append_body(body, first.rbegin(), end, wrapper);
    group out;
    if (end == first.rend()) {
      out.swap(first);
      groups_.pop_back();
      std::reverse(out.begin(), out.end());
      return out;
    }
    out.reserve(counter.count());
    out.assign(std::move_iterator(first.rbegin()), std::move_iterator(end));
    first.erase(end.base(), first.end());
    return out;
  }

  /// Puts the events of a refused request before all others, as two halves. Precondition: there are
  /// at least two events. Linear in the events.
  void push_halves(group&& events) {
    group second;
    const auto middle = events.begin() + static_cast<std::ptrdiff_t>(events.size() / 2);
    second.reserve(static_cast<std::size_t>(events.end() - middle));
    reserve_more(2);
    // Nothing fails from here on.
    second.assign(std::move_iterator(middle), std::move_iterator(events.end()));
    events.erase(middle, events.end());
    push(std::move(second));
    push(std::move(events));
  }

  /// Drops this many events from the beginning; at most `size()`.
  void drop(std::size_t n) noexcept {
    while (n != 0) {
      group& next = groups_.back();
      const std::size_t dropped = std::min(n, next.size());
      next.erase(next.end() - static_cast<std::ptrdiff_t>(dropped), next.end());
      n -= dropped;
      if (next.empty()) groups_.pop_back();
    }
  }

  /// Drops all events.
  void clear() noexcept { groups_.clear(); }

  /// Calls `use` for each event, in the order of sending.
  template <class Use>
  void for_each(Use use) const {
    std::for_each(groups_.rbegin(), groups_.rend(),
                  [&](const group& g) { std::for_each(g.rbegin(), g.rend(), use); });
  }

 private:
  std::vector<group>
      groups_; ///< the next group is at the end, and so is the next event of each group
};

/// The largest body to send, learned from the server: after a 413, later bodies are smaller.
class learned_body_limit {
 public:
  /// Constructs a limit of `max_bytes`.
  constexpr explicit learned_body_limit(std::size_t max_bytes) noexcept : bytes_(max_bytes) {}

  /// Returns the limit in bytes.
  constexpr std::size_t bytes() const noexcept { return bytes_; }

  /// Records that a body of `body_size` bytes was too large for the server. The new limit allows at
  /// most half of the bytes of its events, plus the wrapper, whose size is `empty_size`.
  constexpr void refuse(std::size_t body_size, std::size_t empty_size) noexcept {
    bytes_ = std::min(bytes_, body_size / 2 + empty_size / 2);
  }

 private:
  std::size_t bytes_;
};

} // namespace assay
