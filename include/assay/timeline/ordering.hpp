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

/// An event that repeats another one's idempotency key in the same session.
struct duplicate {
  event_index repeat;
  event_index first; ///< the one that counts: it arrived first
  friend bool operator==(const duplicate&, const duplicate&) = default;
};

/// A session's events in their order: by `seq`, and those with the same `seq` by arrival. Views
/// into the `ordering` and its log.
class ordered_session {
 public:
  std::string_view id() const noexcept { return id_; }
  /// The distinct events. Never empty.
  std::span<const event_index> events() const noexcept { return events_; }
  /// Those that repeat one of them, in the order of the events that they repeat.
  std::span<const duplicate> duplicates() const noexcept { return duplicates_; }
  const event_log& log() const noexcept { return *log_; }

 private:
  template <class>
  friend class basic_ordering;
  const event_log* log_ = nullptr;
  std::string_view id_;
  std::span<const event_index> events_;
  std::span<const duplicate> duplicates_;
};

/// Orders a log by (session id, seq), whatever the order of arrival, and sets duplicates aside.
///
/// Of events of one session with the same idempotency key the first to arrive counts. Source:
/// Promptetheus' envelope. Time: linear when each session arrived in order, else n log n in the
/// events of a session. Memory: 4 bytes an event, 8 more for a duplicate; and 16, or 24, for each
/// event of one session at a time while it is at work.
template <class = void>
class basic_ordering {
 public:
  /// The log must outlive the ordering, and must not change as long as that is used.
  explicit basic_ordering(const event_log& log) {
    std::vector<std::uint32_t>
        counts; // of duplicates: where they will stand is not known before all of them are
    counts.reserve(gather(log));
    scratch work;
    for (ordered_session& s : sessions_) counts.push_back(order(s, work));
    for (std::size_t i = 0, begin = 0; i < counts.size(); begin += counts[i++])
      sessions_[i].duplicates_ = std::span(duplicates_).subspan(begin, counts[i]);
    std::sort(sessions_.begin(), sessions_.end(),
              [](const auto& a, const auto& b) { return a.id_ < b.id_; });
  }
  explicit basic_ordering(const event_log&&) = delete; // it would be gone
  basic_ordering(basic_ordering&&) noexcept = default;
  basic_ordering& operator=(basic_ordering&&) noexcept = default;

  /// The sessions, by id (compared byte by byte).
  std::span<const ordered_session> sessions() const& noexcept { return sessions_; }
  std::span<const ordered_session> sessions() const&& = delete; // they would be gone

  /// The session of that id, or null. Logarithmic.
  const ordered_session* find(std::string_view id) const&& = delete; // it would be gone
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
    bool is_repeat_of(const by_key& other) const noexcept {
      return number == other.number && prefix == other.prefix;
    }
    auto operator<=>(const by_key&) const = default;
  };

  struct scratch {
    std::vector<by_seq> seqs;
    std::vector<by_key> keys;
  };

  /// Puts the events of each session together, in the order of arrival; returns how many sessions
  /// there are.
  std::size_t gather(const event_log& log) {
    const auto size = static_cast<event_index>(log.size());
    std::vector<std::uint32_t> end(log.session_count() + 1);
    for (event_index i = 0; i < size; ++i) ++end[log.row(i).session + 1];
    for (std::size_t s = 1; s < end.size(); ++s) end[s] += end[s - 1];
    order_.resize(size);
    for (event_index i = 0; i < size; ++i)
      order_[end[log.row(i).session]++] = i; // what was a begin becomes an end
    for (std::uint32_t s = 0, begin = 0; s + 1 < end.size(); begin = end[s++]) {
      if (begin == end[s]) continue;
      ordered_session& out = sessions_.emplace_back();
      out.log_ = &log;
      out.id_ = log.session_text(s);
      out.events_ = std::span(order_).subspan(begin, end[s] - begin);
    }
    return sessions_.size();
  }

  /// Returns how many duplicates were set aside.
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
    if (distinct && keyed_by_seq) return 0; // equal keys have the same seq, and no two events have
    const std::size_t count = set_aside(log, events, keyed_by_seq, work.keys);
    s.events_ = s.events_.first(events.size() - count);
    return static_cast<std::uint32_t>(count);
  }

  /// Whether no two of the events have the same seq.
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

  /// Moves the distinct events to the front and appends the others to `duplicates_`; returns how
  /// many these are.
  std::size_t set_aside(const event_log& log, std::span<event_index> events, bool keyed_by_seq,
                        std::vector<by_key>& keys) {
    const std::size_t before = duplicates_.size();
    if (keyed_by_seq) {
      for (std::size_t i = 0, end = 0; i < events.size(); i = end) {
        for (end = i + 1; end < events.size() && log.seq(events[end]) == log.seq(events[i]);) ++end;
        if (end - i > 1) find_repeats(log, events.subspan(i, end - i), keys);
      }
    } else {
      find_repeats(log, events, keys);
    }
    const std::span<duplicate> found(duplicates_.data() + before, duplicates_.size() - before);
    if (found.empty()) return 0;
    std::sort(found.begin(), found.end(),
              [](const duplicate& a, const duplicate& b) { return a.repeat < b.repeat; });
    const auto is_repeat = [&](event_index e) {
      const auto at =
          std::lower_bound(found.begin(), found.end(), e,
                           [](const duplicate& d, event_index i) { return d.repeat < i; });
      return at != found.end() && at->repeat == e;
    };
    // As many as are found go: the caller leaves them off.
    static_cast<void>(std::remove_if(events.begin(), events.end(), is_repeat));
    std::sort(found.begin(), found.end(), [&](const duplicate& a, const duplicate& b) {
      return std::tuple(log.seq(a.first), a.first, a.repeat) <
             std::tuple(log.seq(b.first), b.first, b.repeat);
    });
    return found.size();
  }

  void find_repeats(const event_log& log, std::span<const event_index> events,
                    std::vector<by_key>& keys) {
    keys.clear();
    for (const event_index e : events)
      if (const auto& row = log.row(e); row.has_key())
        keys.push_back({row.key_number, row.key_prefix, e});
    std::sort(keys.begin(), keys.end());
    for (std::size_t i = 0, first = 0; i < keys.size(); ++i) {
      if (!keys[i].is_repeat_of(keys[first])) first = i;
      else if (i != first) duplicates_.push_back({keys[i].event, keys[first].event});
    }
  }

  std::vector<event_index> order_;
  std::vector<duplicate> duplicates_;
  std::vector<ordered_session> sessions_;
};

using ordering = basic_ordering<>;

} // namespace assay::timeline
