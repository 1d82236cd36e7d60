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

/// How large a request may be.
struct request_limits {
  std::size_t max_events = 1000; ///< 0 counts as 1
  /// Bytes of the body, wrapper and separators included. An event that alone takes more is sent
  /// alone.
  std::size_t max_bytes = std::size_t{1} << 20;
};

/// Counts the events that fit into one request.
class request_counter {
 public:
  constexpr request_counter(const batch_wrapper& wrapper, const request_limits& limits) noexcept
      : separator_size_(wrapper.separator.size()), limits_(limits), bytes_(wrapper.empty_size()) {}

  /// Whether the next event fits, which is of that size; it is counted then. The first one always
  /// does.
  constexpr bool add(std::size_t event_size) noexcept {
    const std::size_t bytes = bytes_ + event_size + (count_ == 0 ? 0 : separator_size_);
    if (count_ != 0 && (count_ >= limits_.max_events || bytes > limits_.max_bytes)) return false;
    bytes_ = bytes;
    ++count_;
    return true;
  }

  constexpr std::size_t count() const noexcept { return count_; }
  /// Bytes of the body.
  constexpr std::size_t bytes() const noexcept { return bytes_; }

 private:
  std::size_t separator_size_;
  request_limits limits_;
  std::size_t bytes_;
  std::size_t count_ = 0;
};

/// Appends the body of a request that holds the events from `first` to `last`, each of which
/// converts to a `std::string_view` of its text. `out`: a string or a `text_buffer`.
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

/// The events that a sender is to send next, as groups that go out one after another, each in one
/// request or, where that would be too large, in several.
///
/// `Event` converts to a `std::string_view` of its text. When a function throws std::bad_alloc the
/// stack is as it was before. For one thread.
template <class Event>
class request_stack {
 public:
  using group = std::vector<Event>;

  bool is_empty() const noexcept { return groups_.empty(); }
  std::size_t size() const noexcept {
    std::size_t n = 0;
    for (const group& g : groups_) n += g.size();
    return n;
  }

  /// Puts a group before all others. An empty one is none. Linear.
  void push(group&& events) {
    if (events.empty()) return;
    reserve_more(1);
    std::reverse(events.begin(), events.end());
    groups_.emplace_back().swap(events);
  }

  /// Makes room for so many more groups, so that pushing them cannot fail.
  void reserve_more(std::size_t groups) {
    if (groups_.capacity() - groups_.size() < groups)
      groups_.reserve(std::max(groups_.size() + groups, groups_.size() * 2));
  }

  /// Takes out the events of the next request, and appends its body to `body`, a string or a
  /// `text_buffer`: as many events of the first group, from its beginning, as the limits allow, one
  /// at least. Precondition: there is a group. Linear in what is taken. When it throws the stack is
  /// as it was before, but not the body.
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
  /// two at least. Linear.
  void push_halves(group&& events) {
    group second;
    const auto middle = events.begin() + static_cast<std::ptrdiff_t>(events.size() / 2);
    second.reserve(static_cast<std::size_t>(events.end() - middle));
    reserve_more(2);
    // From here on nothing fails.
    second.assign(std::move_iterator(middle), std::move_iterator(events.end()));
    events.erase(middle, events.end());
    push(std::move(second));
    push(std::move(events));
  }

  /// Drops so many events from the beginning; at most `size()`.
  void drop(std::size_t n) noexcept {
    while (n != 0) {
      group& next = groups_.back();
      const std::size_t dropped = std::min(n, next.size());
      next.erase(next.end() - static_cast<std::ptrdiff_t>(dropped), next.end());
      n -= dropped;
      if (next.empty()) groups_.pop_back();
    }
  }

  void clear() noexcept { groups_.clear(); }

  /// Calls `use` with each event, in the order in which they will be sent.
  template <class Use>
  void for_each(Use use) const {
    std::for_each(groups_.rbegin(), groups_.rend(),
                  [&](const group& g) { std::for_each(g.rbegin(), g.rend(), use); });
  }

 private:
  std::vector<group> groups_; ///< the first to go at the end; of each the first event at the end
};

/// The greatest body that is sent, learnt from the server: after 413 the next ones are smaller.
class learnt_body_limit {
 public:
  constexpr explicit learnt_body_limit(std::size_t max_bytes) noexcept : bytes_(max_bytes) {}

  constexpr std::size_t bytes() const noexcept { return bytes_; }

  /// A body of so many bytes was too large for the server: from now on, at most half of its events'
  /// bytes are sent with the wrapper, whose size is `empty_size`.
  constexpr void refuse(std::size_t body_size, std::size_t empty_size) noexcept {
    bytes_ = std::min(bytes_, body_size / 2 + empty_size / 2);
  }

 private:
  std::size_t bytes_;
};

} // namespace assay
