// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/promptetheus/session.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assay::promptetheus {

/// The spans that one thread or task is in, so that it need not hand them on: what it stamps is
/// stamped within the innermost.
///
/// Not for use by two threads at once. Work that is split over threads has a stack for each, around
/// the span that the work is part of: `span_stack mine(session, *theirs.current())`. The session
/// must outlive the stack, and not be moved. A template for the reason that the session is.
template <class Session = session>
class basic_span_stack {
 public:
  explicit basic_span_stack(Session& s) noexcept : session_(&s) {}
  /// Spans within one that somebody else ends.
  basic_span_stack(Session& s, span around) : session_(&s), around_(std::move(around)) {}

  /// The innermost span; null when there is none. Valid until the next `start` or `end`.
  const span* current() const noexcept {
    if (!open_.empty()) return &open_.back();
    return around_ ? &*around_ : nullptr;
  }
  /// How many spans are to be ended here.
  std::size_t depth() const noexcept { return open_.size(); }

  /// Starts a span within the innermost one. As `session::start_span`, when it throws
  /// std::bad_alloc, too.
  session_result<event> start(std::string name, std::optional<raw_object> metadata = {},
                              typename Session::time_point now = system_now(),
                              const random_bytes<16>& random = system_random<16>()) {
    if (open_.size() == open_.capacity())
      open_.reserve(2 * open_.size() + 1); // before a number is spent
    auto started =
        session_->start_span(std::move(name), {current(), std::move(metadata)}, now, random);
    if (!started) return std::move(started).error();
    open_.push_back(std::move(started->span));
    return std::move(started->marker);
  }

  /// Ends the innermost span that was started here. As `session::end_span`; when that refuses, the
  /// span stays open.
  ///
  /// Error: `no_open_span` when there is none.
  session_result<event> end(typename Session::time_point now = system_now()) {
    if (open_.empty()) return session_error{session_error::reason::no_open_span};
    auto marker = session_->end_span(open_.back(), now);
    if (marker) open_.pop_back();
    return marker;
  }

  /// The payload as an event within the innermost span. As `session::stamp`.
  session_result<event> stamp(promptetheus::payload p, std::optional<raw_object> metadata = {},
                              typename Session::time_point now = system_now()) {
    return session_->stamp(std::move(p), {current(), std::move(metadata)}, now);
  }

 private:
  Session* session_;
  std::optional<span> around_;
  std::vector<span> open_;
};

using span_stack = basic_span_stack<>;

} // namespace assay::promptetheus
