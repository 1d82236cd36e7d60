// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/timeline/detail/interner.hpp"
#include "assay/timeline/detail/key_parts.hpp"
#include "assay/timeline/record.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace assay {
namespace timeline {

/// The position of an event in a log, in the order of arrival, from 0.
using event_index = std::uint32_t;

} // namespace timeline

namespace detail {

/// An event as the log stores it. Each text is stored as its number in an interner.
struct event_row {
  std::uint64_t seq;
  std::uint64_t key_number;
  std::uint32_t key_prefix;
  std::uint32_t session;
  std::uint32_t span;
  std::uint32_t parent;
  std::uint32_t label;
  std::uint32_t marker; ///< the number of the event's marker in the log, from 1; 0: none

  bool has_key() const noexcept { return key_prefix != 0 || key_number != key_parts::no_number; }
};

/// The additional data of a marker: an event that starts or ends a span, or ends the session.
struct marker_row {
  double duration_ms; ///< NaN: missing
  std::uint32_t name;
  timeline::role role;
};

} // namespace detail

namespace timeline {

/// Events in order of arrival, stored compactly: 40 bytes for each event, 16 more for one that
/// starts or ends a span or ends the session, and each distinct text once.
///
/// Keys that end in a number (`<session_id>:<nonce>:<seq>`) need no additional memory; other keys
/// are distinct texts.
class event_log {
 public:
  /// The maximum number of events. Five texts for each event can then still be numbered in 32 bits.
  static constexpr std::size_t max_size = std::size_t{1} << 29;

  /// Adds an event and copies its data. Returns false, and adds nothing, if the log is full.
  /// Amortized linear in the lengths of the texts. If it throws `std::bad_alloc`, no event is
  /// added.
  bool add(const record& r) {
    if (rows_.size() == max_size) [[unlikely]]
      return false;
    const assay::detail::key_parts key = assay::detail::split_key(r.key);
    rows_.push_back({.seq = r.seq,
                     .key_number = key.number,
                     .key_prefix = number_of(key.prefix, last_.key_prefix),
                     .session = session_number(r.session),
                     .span = number_of(r.span, last_.span),
                     .parent = number_of(r.parent, last_.parent),
                     .label = number_of(r.label, last_.label),
                     .marker = r.role == role::event ? 0 : marker_of(r)});
    return true;
  }

  /// Reserves memory for this total number of events.
  void reserve(std::size_t events) { rows_.reserve(events); }

  /// Returns the number of events.
  std::size_t size() const noexcept { return rows_.size(); }

  // Data of an event. Precondition: i < size(). Texts are valid as long as the log.

  /// Returns the event's position in its session.
  std::uint64_t seq(event_index i) const noexcept { return rows_[i].seq; }
  /// Returns the id of its session.
  std::string_view session(event_index i) const noexcept {
    return sessions_.text(rows_[i].session);
  }
  /// Returns the id of its span; empty if it has none.
  std::string_view span(event_index i) const noexcept { return text(rows_[i].span); }
  /// Returns the id of the parent span; empty if the event has none.
  std::string_view parent(event_index i) const noexcept { return text(rows_[i].parent); }
  /// Returns the type of the event, for people.
  std::string_view label(event_index i) const noexcept { return text(rows_[i].label); }
  /// Returns what the event means for its span or session.
  timeline::role role(event_index i) const noexcept {
    return rows_[i].marker == 0 ? role::event : marker(i).role;
  }
  /// Returns the span's name. Empty if the event does not state it, or has the role `event`.
  std::string_view name(event_index i) const noexcept {
    return rows_[i].marker == 0 ? std::string_view() : text(marker(i).name);
  }
  /// Returns the span's duration in milliseconds. Empty if the event does not state it, or has the
  /// role `event`.
  std::optional<double> duration_ms(event_index i) const noexcept {
    if (rows_[i].marker == 0 || std::isnan(marker(i).duration_ms)) return std::nullopt;
    return marker(i).duration_ms;
  }

  // For the other parts of the timeline.

  /// Returns the stored form of an event.
  const assay::detail::event_row& row(event_index i) const noexcept { return rows_[i]; }
  /// Returns the text with this number.
  std::string_view text(std::uint32_t number) const noexcept { return texts_.text(number); }
  /// Returns the number of sessions. Rows number their sessions from 0, which is always the empty
  /// id, to one less than this.
  std::size_t session_count() const noexcept { return sessions_.size(); }
  /// Returns the id of the session with this number.
  std::string_view session_text(std::uint32_t number) const noexcept {
    return sessions_.text(number);
  }

 private:
  const assay::detail::marker_row& marker(event_index i) const noexcept {
    return markers_[rows_[i].marker - 1];
  }

  /// Returns the number of a text. It is usually the same as for the previous event.
  std::uint32_t number_of(std::string_view text, std::uint32_t& last) {
    if (texts_.text(last) != text) last = texts_.id_of(text);
    return last;
  }
  std::uint32_t session_number(std::string_view id) {
    if (sessions_.text(last_.session) != id) last_.session = sessions_.id_of(id);
    return last_.session;
  }

  /// Adds a marker, which is invisible until an event refers to it. Not inlined, because gcc 12
  /// would warn that a missing duration is uninitialized.
  ASSAY_NOINLINE std::uint32_t marker_of(const record& r) {
    const bool is_finite = r.duration_ms && std::isfinite(*r.duration_ms);
    markers_.push_back({is_finite ? *r.duration_ms : std::nan(""), texts_.id_of(r.name), r.role});
    return static_cast<std::uint32_t>(markers_.size());
  }

  std::vector<assay::detail::event_row> rows_;
  std::vector<assay::detail::marker_row> markers_;
  assay::detail::interner sessions_;
  assay::detail::interner texts_;
  struct {
    std::uint32_t key_prefix = 0, session = 0, span = 0, parent = 0, label = 0;
  } last_;
};

} // namespace timeline
} // namespace assay
