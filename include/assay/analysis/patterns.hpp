// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/path.hpp"
#include "assay/json/escapes.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/walk.hpp"

#include <boost/describe/enum.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::analysis {

/// What can be amiss with the events of a span. The names are stable.
BOOST_DEFINE_FIXED_ENUM_CLASS(pattern_code, std::uint8_t, never_finished, result_missing,
                              error_missing, attempt_out_of_order, attempt_unresolved,
                              will_retry_missing, change_incomplete)

/// The code's stable name: "never_finished".
template <class = void>
std::string_view name_of(pattern_code c) noexcept {
  return boost::describe::enum_to_string(c, "");
}

/// The code in words. Source: Noveum's documentation of event patterns.
constexpr std::string_view message_of(pattern_code c) noexcept {
  constexpr std::string_view messages[] = {
      "started, but neither completed nor failed",
      "completed without the attributes success and duration_ms",
      "failed without the attributes error.type and error.message",
      "the attribute attempt does not count 1, 2, ...",
      "attempted, but neither succeeded nor failed before the next attempt or the end",
      "an attempt failed without the attribute will_retry",
      "a change without attributes that begin with from. and to."};
  return messages[static_cast<std::size_t>(c)];
}

/// An event as far as patterns go, of whatever system. Views.
struct pattern_event {
  std::string_view name;
  std::string_view
      attributes; ///< a valid JSON object's text, names with dots at its top level; or empty
};

/// What is amiss, and with which of the events.
struct pattern_finding {
  pattern_code code{};
  std::size_t event = 0;
  friend bool operator==(const pattern_finding&, const pattern_finding&) = default;
};

namespace detail {

/// The number of an attempt, 2 and 2.0 alike; nothing when it is no integer from 0 to 2^53, or,
/// written without a fraction, to 2^64 - 1.
template <class = void>
std::optional<std::uint64_t> attempt_number(std::string_view value) noexcept {
  const json_text text(value);
  if (const auto n = text.to_uint64()) return n;
  constexpr double greatest = 1ull << 53; // up to which every integer is a double
  const std::optional<double> d = text.to_double();
  if (!d || !(*d >= 0 && *d <= greatest) || *d != std::floor(*d)) return std::nullopt;
  return static_cast<std::uint64_t>(*d);
}

/// Which of the attributes that patterns ask for an event has.
struct pattern_attributes {
  bool success = false, duration = false, error_type = false, error_message = false, from = false,
       to = false;
  bool will_retry = false; ///< it is there, whatever it says
  bool gives_up = false;   ///< it is false
  bool counts = false;     ///< `attempt` is there
  std::optional<std::uint64_t> attempt;

  /// A name may be spelled with escapes; null says nothing.
  explicit pattern_attributes(std::string_view object) {
    std::string decoded;
    for_each_member(object, [&](std::string_view name, std::string_view value) {
      if (value == "null") return;
      if (name.find('\\') != name.npos) {
        unescape(name, decoded);
        name = decoded;
      }
      success |= name == "success";
      duration |= name == "duration_ms";
      error_type |= name == "error.type";
      error_message |= name == "error.message";
      will_retry |= name == "will_retry";
      from |= name.starts_with("from.");
      to |= name.starts_with("to.");
      gives_up |= name == "will_retry" && value == "false";
      counts |= name == "attempt";
      if (name == "attempt") attempt = attempt_number(value);
    });
  }
};

/// What is known of the events of one subject, `X` of `X.started`.
struct pattern_state {
  std::vector<std::size_t>
      started; ///< the events that wait for their end; the last to start ends first
  std::optional<std::size_t> attempted; ///< that which waits for its outcome
  bool failed = false; ///< by its last outcome, which did not say whether it will be retried
  std::uint64_t attempts = 0;
};

} // namespace detail

/// What is amiss with the events of one span, which are in their order: the start/complete, retry
/// and state change patterns.
///
/// `X.started` wants `X.completed` or `X.failed` behind it; of starts inside one another the last
/// ends first. `X.attempted` wants `X.succeeded` or `X.failed`. Where attempts are numbered they
/// count from 1, and anew after a success and after a failure whose `will_retry` is false. What was
/// started and attempted has ended when it is completed, or when an attempt failed that is not
/// retried; an attempt that succeeded does not complete it. Of a change, `X.changed`, `.switched`,
/// `.upgraded` and `.downgraded`, the state before and after is wanted. Findings are in the order
/// of the events. N log n in the events.
template <class = void>
std::vector<pattern_finding> check_patterns(std::span<const pattern_event> events) {
  std::vector<pattern_finding> out;
  std::map<std::string_view, detail::pattern_state> subjects;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const std::string_view name = events[i].name;
    const std::size_t dot = name.rfind('.');
    if (dot == name.npos) continue;
    const std::string_view action = name.substr(dot + 1);
    const auto find = [&](pattern_code c, std::size_t event) { out.push_back({c, event}); };
    const bool changes = action == "changed" || action == "switched" || action == "upgraded" ||
                         action == "downgraded";
    const bool ends = action == "completed" || action == "succeeded" || action == "failed";
    if (!changes && !ends && action != "started" && action != "attempted") continue;
    const detail::pattern_attributes attributes(events[i].attributes);
    if (changes) {
      if (!attributes.from || !attributes.to) find(pattern_code::change_incomplete, i);
      continue;
    }
    detail::pattern_state& subject = subjects[name.substr(0, dot)];
    if (action == "started") {
      if (std::exchange(subject.failed, false) && !subject.started.empty())
        subject.started.pop_back(); // that failure was its end
      subject.started.push_back(i);
    } else if (action == "attempted") {
      if (subject.attempted) find(pattern_code::attempt_unresolved, *subject.attempted);
      subject.attempted = i;
      subject.failed = false; // it was retried
      ++subject.attempts;
      if (attributes.counts && attributes.attempt != subject.attempts)
        find(pattern_code::attempt_out_of_order, i);
      if (attributes.attempt)
        subject.attempts = *attributes.attempt; // one that is missing is told once
    } else {
      const bool fails = action == "failed", completes = action == "completed";
      if (completes && (!attributes.success || !attributes.duration))
        find(pattern_code::result_missing, i);
      if (fails && (!attributes.error_type || !attributes.error_message))
        find(pattern_code::error_missing, i);
      if (fails && subject.attempted && !attributes.will_retry)
        find(pattern_code::will_retry_missing, i);
      if (!fails || attributes.gives_up) subject.attempts = 0;
      subject.failed = fails && subject.attempted && !attributes.will_retry;
      if ((!subject.attempted || completes || attributes.gives_up) && !subject.started.empty())
        subject.started.pop_back();
      subject.attempted.reset();
    }
  }
  for (auto& [name, subject] : subjects) {
    if (subject.failed && !subject.started.empty()) subject.started.pop_back();
    for (const std::size_t i : subject.started) out.push_back({pattern_code::never_finished, i});
    if (subject.attempted) out.push_back({pattern_code::attempt_unresolved, *subject.attempted});
  }
  std::stable_sort(out.begin(), out.end(), [](const pattern_finding& a, const pattern_finding& b) {
    return a.event < b.event;
  });
  return out;
}

/// Where the finding is, as a JSON Pointer: its event, or the attributes that lack something.
/// `events` points to the array of the events,
/// `/spans/7/events`.
template <class = void>
std::string pointer_of(const pattern_finding& f, std::string_view events = {}) {
  std::string out(events);
  append_index(out, f.event);
  const bool is_of_event =
      f.code == pattern_code::never_finished || f.code == pattern_code::attempt_unresolved;
  if (!is_of_event) append_member(out, "attributes");
  return out;
}

/// The finding on one line, for people: `event 3: started, but neither completed nor failed
/// [never_finished]`.
template <class = void>
std::string to_string(const pattern_finding& f) {
  return "event " + std::to_string(f.event) + ": " + std::string(message_of(f.code)) + " [" +
         std::string(name_of(f.code)) + "]";
}

} // namespace assay::analysis
