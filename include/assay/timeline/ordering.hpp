// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/timeline/event_log.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

namespace assay::timeline {

/// An event with the same idempotency key as another event of its session.
struct duplicate {
  event_index event; ///< the event
  event_index first; ///< the event that counts, because it arrived first
  /// Compares all members.
  friend bool operator==(const duplicate&, const duplicate&) = default;
};

/// A session's events ordered by `seq`, and by arrival if they have the same `seq`. The members are
/// views into the `ordering` and its log.
class ordered_session {
 public:
  /// Returns the session's id.
  std::string_view id() const noexcept { return id_; }
  /// Returns the distinct events. Never empty.
  std::span<const event_index> events() const noexcept { return events_; }
  /// Returns the duplicates, in the order of the events that they duplicate.
  std::span<const duplicate> duplicates() const noexcept { return duplicates_; }
  /// Returns the log of the events.
  const event_log& log() const noexcept { return *log_; }

 private:
  template <class>
  friend class basic_ordering;
  const event_log* log_ = nullptr;
  std::string_view id_;
  std::span<const event_index> events_;
  std::span<const duplicate> duplicates_;
};

/// An order of the events of a log: by session id, then by `seq`, independent of the order of
/// arrival. Separates duplicates.
///
/// If several events of a session have the same idempotency key, the first to arrive counts.
/// Source: Promptetheus' envelope. Linear if the events of each session arrived in order; otherwise
/// n log n in the events of a session. Memory: 4 bytes for each event, and 8 more for a duplicate.
/// The constructor temporarily uses 16 or 24 bytes for each event of the largest session.
template <class = void>
class basic_ordering {
 public:
  /// Orders the log, which must outlive the ordering and must not change as long as the ordering is
  /// used.
  explicit basic_ordering(const event_log& log) {
    std::vector<std::uint32_t>
        counts; // of duplicates: their places are known only when all have been found
    counts.reserve(gather(log));
    scratch work;
    for (ordered_session& s : sessions_) counts.push_back(order(s, work));
    for (std::size_t i = 0, begin = 0; i < counts.size(); begin += counts[i++])
      sessions_[i].duplicates_ = std::span(duplicates_).subspan(begin, counts[i]);
    std::sort(sessions_.begin(), sessions_.end(),
              [](const auto& a, const auto& b) { return a.id_ < b.id_; });
  }
  /// Deleted: the temporary log would be destroyed before the ordering is used.
  explicit basic_ordering(const event_log&&) = delete;
  /// Moves an ordering.
  basic_ordering(basic_ordering&&) noexcept = default;
  /// Moves an ordering.
  basic_ordering& operator=(basic_ordering&&) noexcept = default;

  /// Returns the sessions, ordered by id (byte by byte).
  std::span<const ordered_session> sessions() const& noexcept { return sessions_; }
  /// Deleted: the sessions would be views into a temporary.
  std::span<const ordered_session> sessions() const&& = delete;

  /// Deleted: the session would be in a temporary.
  const ordered_session* find(std::string_view id) const&& = delete;
  /// Returns the session with this id, or null. Logarithmic.
  const ordered_session* find(std::string_view id) const& noexcept {
    const auto at = std::lower_bound(sessions_.begin(), sessions_.end(), id,
                                     [](const auto& s, std::string_view i) { return s.id_ < i; });
    return at != sessions_.end() && at->id_ == id ? &*at : nullptr;
  }

 private:
  struct by_seq {
    std::uint64_t seq;
    event_index event;
    auto operator<=>(const by_seq&) const = default;
  };
  struct by_key {
    std::uint64_t number;
    std::uint32_t prefix;
    event_index event;
    bool is_duplicate_of(const by_key& other) const noexcept {
      return number == other.number && prefix == other.prefix;
    }
    auto operator<=>(const by_key&) const = default;
  };

  struct scratch {
    std::vector<by_seq> seqs;
    std::vector<by_key> keys;
  };

  /// Groups the events by session, in order of arrival, and returns the number of sessions.
  std::size_t gather(const event_log& log) {
    const auto size = static_cast<event_index>(log.size());
    std::vector<std::uint32_t> end(log.session_count() + 1);
    for (event_index i = 0; i < size; ++i) ++end[log.row(i).session + 1];
    for (std::size_t s = 1; s < end.size(); ++s) end[s] += end[s - 1];
    order_.resize(size);
    for (event_index i = 0; i < size; ++i)
      order_[end[log.row(i).session]++] = i; // turns each start into an end
    for (std::uint32_t s = 0, begin = 0; s + 1 < end.size(); begin = end[s++]) {
      if (begin == end[s]) continue;
      ordered_session& out = sessions_.emplace_back();
      out.log_ = &log;
      out.id_ = log.session_text(s);
      out.events_ = std::span(order_).subspan(begin, end[s] - begin);
    }
    return sessions_.size();
  }

  /// Orders the events of a session and returns the number of duplicates.
  std::uint32_t order(ordered_session& s, scratch& work) {
    const event_log& log = *s.log_;
    const auto events = std::span(order_).subspan(
        static_cast<std::size_t>(s.events_.data() - order_.data()), s.events_.size());
    bool sorted = true, keyed_by_seq = true, distinct = true;
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
      const auto& row = log.row(events[i]);
      sorted &= before <= row.seq;
      distinct &= i == 0 || before != row.seq;
      keyed_by_seq &= row.key_number == row.seq || !row.has_key();
      before = row.seq;
    }
    if (!sorted) distinct = sort(log, events, work.seqs);
    if (distinct && keyed_by_seq)
      return 0; // equal keys have the same seq, and no two events have the same seq
    const std::size_t count = set_aside(log, events, keyed_by_seq, work.keys);
    s.events_ = s.events_.first(events.size() - count);
    return static_cast<std::uint32_t>(count);
  }

  /// Sorts the events by seq. Returns whether all seqs are different.
  static bool sort(const event_log& log, std::span<event_index> events, std::vector<by_seq>& seqs) {
    seqs.clear();
    seqs.reserve(events.size());
    for (const event_index e : events) seqs.push_back({log.seq(e), e});
    std::sort(seqs.begin(), seqs.end());
    bool distinct = true;
    for (std::size_t i = 0; i < events.size(); ++i) {
      events[i] = seqs[i].event;
      distinct &= i == 0 || seqs[i - 1].seq != seqs[i].seq;
    }
    return distinct;
  }

  /// Moves the distinct events to the front, appends the others to `duplicates_`, and returns their
  /// number.
  std::size_t set_aside(const event_log& log, std::span<event_index> events, bool keyed_by_seq,
                        std::vector<by_key>& keys) {
    const std::size_t before = duplicates_.size();
    if (keyed_by_seq) {
      for (std::size_t i = 0, end = 0; i < events.size(); i = end) {
        for (end = i + 1; end < events.size() && log.seq(events[end]) == log.seq(events[i]);) ++end;
        if (end - i > 1) find_duplicates(log, events.subspan(i, end - i), keys);
      }
    } else {
      find_duplicates(log, events, keys);
    }
    const std::span<duplicate> found(duplicates_.data() + before, duplicates_.size() - before);
    if (found.empty()) return 0;
    std::sort(found.begin(), found.end(),
              [](const duplicate& a, const duplicate& b) { return a.event < b.event; });
    const auto is_duplicate = [&](event_index e) {
      const auto at =
          std::lower_bound(found.begin(), found.end(), e,
                           [](const duplicate& d, event_index i) { return d.event < i; });
      return at != found.end() && at->event == e;
    };
    // The caller removes the elements at the end.
    static_cast<void>(std::remove_if(events.begin(), events.end(), is_duplicate));
    std::sort(found.begin(), found.end(), [&](const duplicate& a, const duplicate& b) {
      return std::tuple(log.seq(a.first), a.first, a.event) <
             std::tuple(log.seq(b.first), b.first, b.event);
    });
    return found.size();
  }

  void find_duplicates(const event_log& log, std::span<const event_index> events,
                       std::vector<by_key>& keys) {
    keys.clear();
    for (const event_index e : events)
      if (const auto& row = log.row(e); row.has_key())
        keys.push_back({row.key_number, row.key_prefix, e});
    std::sort(keys.begin(), keys.end());
    for (std::size_t i = 0, first = 0; i < keys.size(); ++i) {
      if (!keys[i].is_duplicate_of(keys[first])) first = i;
      else if (i != first) duplicates_.push_back({keys[i].event, keys[first].event});
    }
  }

  std::vector<event_index> order_;
  std::vector<duplicate> duplicates_;
  std::vector<ordered_session> sessions_;
};

/// An ordering with the library's default implementation.
using ordering = basic_ordering<>;

} // namespace assay::timeline
