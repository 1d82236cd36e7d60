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
#include <tuple>
#include <utility>
#include <vector>

namespace assay::analysis {

/// The kinds of findings about the events of a span; `message_of` describes each code. The
/// enumerators' names are stable.
BOOST_DEFINE_FIXED_ENUM_CLASS(pattern_code, std::uint8_t, never_finished, result_missing,
                              error_missing, attempt_out_of_order, attempt_unresolved,
                              will_retry_missing, change_incomplete)

/// Returns the code's stable name, such as "never_finished".
template <class = void>
std::string_view name_of(pattern_code c) noexcept {
  return boost::describe::enum_to_string(c, "");
}

/// Returns the code as a phrase. Source: Noveum's documentation of event patterns.
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

/// An event for the check of patterns, independent of its system. The members are views.
struct pattern_event {
  std::string_view name; ///< the event's name
  std::string_view
      attributes; ///< the text of a valid JSON object, with dotted names at its top level; or empty
};

/// A finding in the events of a span.
struct pattern_finding {
  pattern_code code{};   ///< the kind of finding
  std::size_t event = 0; ///< the position of the event
  /// Compares all members.
  friend bool operator==(const pattern_finding&, const pattern_finding&) = default;
};

namespace detail {

/// Returns the number of an attempt; 2 and 2.0 are the same. The value must be an integer from 0 to
/// 2^53, or up to 2^64 - 1 if it is written without a fraction. Returns nothing for other values.
template <class = void>
std::optional<std::uint64_t> attempt_number(std::string_view value) noexcept {
  const json_text text(value);
  if (const auto n = text.to_uint64()) return n;
  constexpr double greatest = 1ull << 53; // up to this value, every integer is a double
  const std::optional<double> d = text.to_double();
  if (!d || !(*d >= 0 && *d <= greatest) || *d != std::floor(*d)) return std::nullopt;
  return static_cast<std::uint64_t>(*d);
}

/// The attributes of an event that the patterns require.
struct pattern_attributes {
  bool success = false, duration = false, error_type = false, error_message = false, from = false,
       to = false;
  bool will_retry = false; ///< it is present, with any value
  bool gives_up = false;   ///< `will_retry` is false
  bool counts = false;     ///< `attempt` is present
  std::optional<std::uint64_t> attempt;

  /// Reads the attributes. Names may have escapes; null counts as missing.
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

/// The state of one subject, `X` of `X.started`.
struct pattern_state {
  std::vector<std::size_t>
      started; ///< the events that wait for their end; the last one to start ends first
  std::optional<std::size_t> attempted; ///< the event that waits for its outcome
  bool failed =
      false; ///< the last outcome was a failure that does not state whether there will be a retry
  std::uint64_t attempts = 0;
};

} // namespace detail

/// Checks the events of one span, which must be in order, for the start/complete, retry and state
/// change patterns.
///
/// - `X.started` must be followed by `X.completed` or `X.failed`. Starts may be nested; the last
///   one ends first.
/// - `X.attempted` must be followed by `X.succeeded` or `X.failed`. Numbered attempts count from 1.
///   They restart after a success and after a failure whose `will_retry` is false.
/// - A subject that was started and attempted ends when it is completed, or when an attempt fails
///   without a retry. A successful attempt does not end it.
/// - A change (`X.changed`, `.switched`, `.upgraded` and `.downgraded`) must have the state before
///   and after.
///
/// Returns the findings in the order of the events. Takes n log n time for n events.
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
        subject.started.pop_back(); // the failure was its end
      subject.started.push_back(i);
    } else if (action == "attempted") {
      if (subject.attempted) find(pattern_code::attempt_unresolved, *subject.attempted);
      subject.attempted = i;
      subject.failed = false; // the attempt was repeated
      ++subject.attempts;
      if (attributes.counts && attributes.attempt != subject.attempts)
        find(pattern_code::attempt_out_of_order, i);
      if (attributes.attempt)
        subject.attempts = *attributes.attempt; // a missing number is reported once
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
  std::sort(out.begin(), out.end(), [](const pattern_finding& a, const pattern_finding& b) {
    return std::tie(a.event, a.code) < std::tie(b.event, b.code);
  });
  return out;
}

/// Returns the place of the finding as a JSON Pointer: its event, or the event's attributes if some
/// are missing. `events` is the pointer to the array of events, such as `/spans/7/events`.
template <class = void>
std::string pointer_of(const pattern_finding& f, std::string_view events = {}) {
  std::string out(events);
  append_index(out, f.event);
  const bool is_of_event =
      f.code == pattern_code::never_finished || f.code == pattern_code::attempt_unresolved;
  if (!is_of_event) append_member(out, "attributes");
  return out;
}

/// Returns the finding on one line, for people: `event 3: started, but neither completed nor failed
/// [never_finished]`.
template <class = void>
std::string to_string(const pattern_finding& f) {
  return "event " + std::to_string(f.event) + ": " + std::string(message_of(f.code)) + " [" +
         std::string(name_of(f.code)) + "]";
}

} // namespace assay::analysis
