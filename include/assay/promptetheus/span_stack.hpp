// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/promptetheus/session.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assay::promptetheus {

/// The open spans of one thread or task. Events are stamped within the innermost span, so that
/// spans need not be passed around.
///
/// One stack must not be used by two threads at once. If work is split among threads, give each one
/// a stack around the span that the work is part of: `span_stack mine(session, *theirs.current())`.
/// The session must outlive the stack and must not be moved. It is a template for the same reason
/// as the session.
template <class Session = session>
class basic_span_stack {
 public:
  /// Constructs an empty stack.
  explicit basic_span_stack(Session& s) noexcept : session_(&s) {}
  /// Constructs a stack within a span that other code ends.
  basic_span_stack(Session& s, span around) : session_(&s), around_(std::move(around)) {}

  /// Returns the innermost span; null if there is none. Valid until the next `start` or `end`.
  const span* current() const noexcept {
    if (!open_.empty()) return &open_.back();
    return around_ ? &*around_ : nullptr;
  }
  /// Returns the number of spans of this stack that are open.
  std::size_t depth() const noexcept { return open_.size(); }

  /// Starts a span within the innermost one, as `session::start_span` does. The same holds for
  /// `std::bad_alloc`.
  session_result<event> start(std::string name, std::optional<raw_object> metadata = {},
                              typename Session::time_point now = system_now(),
                              const random_bytes<16>& random = system_random<16>()) {
    if (open_.size() == open_.capacity())
      open_.reserve(2 * open_.size() + 1); // before a number is used
    auto started =
        session_->start_span(std::move(name), {current(), std::move(metadata)}, now, random);
    if (!started) return std::move(started).error();
    open_.push_back(std::move(started->span));
    return std::move(started->marker);
  }

  /// Ends the innermost span that this stack started, as `session::end_span` does. If that fails,
  /// the span stays open.
  ///
  /// Error: `no_open_span` if there is none.
  session_result<event> end(typename Session::time_point now = system_now()) {
    if (open_.empty()) return session_error{session_error::reason::no_open_span};
    auto marker = session_->end_span(open_.back(), now);
    if (marker) open_.pop_back();
    return marker;
  }

  /// Stamps the payload as an event within the innermost span, as `session::stamp` does.
  session_result<event> stamp(promptetheus::payload p, std::optional<raw_object> metadata = {},
                              typename Session::time_point now = system_now()) {
    return session_->stamp(std::move(p), {current(), std::move(metadata)}, now);
  }

 private:
  Session* session_;
  std::optional<span> around_;
  std::vector<span> open_;
};

/// The span stack of a `session`.
using span_stack = basic_span_stack<>;

} // namespace assay::promptetheus
