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

/// An event of a log: its place in the order of arrival, from 0.
using event_index = std::uint32_t;

} // namespace timeline

namespace detail {

/// An event as the log keeps it: texts are numbers of an interner.
struct event_row {
  std::uint64_t seq;
  std::uint64_t key_number;
  std::uint32_t key_prefix;
  std::uint32_t session;
  std::uint32_t span;
  std::uint32_t parent;
  std::uint32_t label;
  std::uint32_t marker; ///< which of the log's markers it is, from 1; 0: none

  bool has_key() const noexcept { return key_prefix != 0 || key_number != key_parts::no_number; }
};

/// What a marker has that other events have not.
struct marker_row {
  double duration_ms; ///< not a number: absent
  std::uint32_t name;
  timeline::role role;
};

} // namespace detail

namespace timeline {

/// Events in the order in which they arrived, kept small: 40 bytes an event, 16 more for a span's
/// marker, and each distinct text once.
///
/// Keys that end in a number (`<session_id>:<nonce>:<seq>`) cost nothing beyond that; others are
/// distinct texts.
class event_log {
 public:
  /// This many events can be added: five texts each can still be numbered in 32 bits.
  static constexpr std::size_t max_size = std::size_t{1} << 29;

  /// Adds an event, and copies what it keeps of it. False, and nothing added, when the log is full.
  /// Amortised constant but for the texts' lengths. No event is added when it throws
  /// std::bad_alloc.
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

  /// Makes room for that many events in all, so that adding them moves nothing.
  void reserve(std::size_t events) { rows_.reserve(events); }

  std::size_t size() const noexcept { return rows_.size(); }

  // Of an event. Precondition: i < size(). Texts are valid as long as the log.
  std::uint64_t seq(event_index i) const noexcept { return rows_[i].seq; }
  std::string_view session(event_index i) const noexcept {
    return sessions_.text(rows_[i].session);
  }
  std::string_view span(event_index i) const noexcept { return text(rows_[i].span); }
  std::string_view parent(event_index i) const noexcept { return text(rows_[i].parent); }
  std::string_view label(event_index i) const noexcept { return text(rows_[i].label); }
  timeline::role role(event_index i) const noexcept {
    return rows_[i].marker == 0 ? role::event : marker(i).role;
  }
  /// The span's name that a marker gives; empty when it gives none.
  std::string_view name(event_index i) const noexcept {
    return rows_[i].marker == 0 ? std::string_view() : text(marker(i).name);
  }
  /// The duration that a marker gives.
  std::optional<double> duration_ms(event_index i) const noexcept {
    if (rows_[i].marker == 0 || std::isnan(marker(i).duration_ms)) return std::nullopt;
    return marker(i).duration_ms;
  }

  // For the parts of the timeline that work on it.
  const assay::detail::event_row& row(event_index i) const noexcept { return rows_[i]; }
  std::string_view text(std::uint32_t number) const noexcept { return texts_.text(number); }
  /// Rows number their sessions from 0, which is the empty id whether or not there is such a
  /// session, to below this.
  std::size_t session_count() const noexcept { return sessions_.size(); }
  std::string_view session_text(std::uint32_t number) const noexcept {
    return sessions_.text(number);
  }

 private:
  const assay::detail::marker_row& marker(event_index i) const noexcept {
    return markers_[rows_[i].marker - 1];
  }

  /// An event's texts are mostly those of the event before.
  std::uint32_t number_of(std::string_view text, std::uint32_t& last) {
    if (texts_.text(last) != text) last = texts_.id_of(text);
    return last;
  }
  std::uint32_t session_number(std::string_view id) {
    if (sessions_.text(last_.session) != id) last_.session = sessions_.id_of(id);
    return last_.session;
  }

  /// Adds a marker, which nobody sees before there is an event that has it. Not inlined, where gcc
  /// 12 would warn of a duration that is absent as of one that is not initialised.
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
