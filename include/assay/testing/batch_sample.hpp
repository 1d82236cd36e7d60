// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/body.hpp"
#include "assay/batch/verdict.hpp"
#include "assay/batch/wrapper.hpp"
#include "assay/json/walk.hpp"
#include "assay/testing/almost_valid.hpp"
#include "assay/testing/hostile.hpp"
#include "assay/testing/line_stream.hpp"
#include "assay/testing/sample.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::testing {

/// An event of a batch, and its expected outcome.
struct batch_event {
  sample what{};                                     ///< the event
  assay::outcome outcome = assay::outcome::accepted; ///< the expected outcome
  /// Compares both members.
  friend bool operator==(const batch_event&, const batch_event&) = default;
};

/// A request body, and the expected verdict on it and on each of its events. The wrapper and the
/// format hold views of literals or of the caller's texts.
struct batch_sample {
  std::string body{};                     ///< the bytes of the body
  batch_wrapper wrapper = events_wrapper; ///< the wrapper that it was made with
  batch_format format{};               ///< the format to read it with, unless it consists of lines
  body_form form = body_form::wrapped; ///< `none` if it consists of lines or is rejected
  std::vector<batch_event> events{};   ///< in order; empty if the body is rejected
  std::optional<expected_violation> violation{}; ///< why the body is rejected as a whole

  /// Returns whether the body is accepted as a whole.
  bool readable() const noexcept { return !violation; }
  /// Returns the indices of the events that must be rejected.
  std::vector<std::size_t> rejected() const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < events.size(); ++i)
      if (events[i].outcome == outcome::rejected) out.push_back(i);
    return out;
  }
};

namespace detail {

/// Returns the format of the bodies that a wrapper makes: an array, or the member at the end of the
/// prefix.
inline batch_format format_of(const batch_wrapper& w) noexcept {
  batch_format f;
  f.bare_array = w.prefix == "[";
  const std::size_t end = w.prefix.rfind('"');
  if (end == w.prefix.npos || end == 0) return f;
  const std::size_t begin = w.prefix.rfind('"', end - 1) + 1;
  f.member = w.prefix.substr(begin, end - begin);
  return f;
}

/// Returns whether readers agree where the sample ends, so that it cannot affect the other events
/// of a body.
inline bool shows_its_end(const sample& s) noexcept {
  if (s.text.starts_with(byte_order_mark) || s.text.find("-NaN") != s.text.npos) return false;
  if (!s.violation) return s.accepted;
  switch (s.violation->code) {
  case code::nonfinite_number:
  case code::lone_surrogate:
  case code::null_character:
  case code::depth_exceeded:
  case code::string_too_long:
  case code::too_many_members:
  case code::number_overflow: return true;
  default: return category_of(s.violation->code) == category::schema;
  }
}

/// Makes a body, and possibly breaks it.
class batch_maker {
 public:
  batch_maker(source& from, const batch_wrapper& w) : from_(from) {
    out_.wrapper = w;
    out_.format = format_of(w);
    if (is_lines()) out_.form = body_form::none;
    else if (out_.format.bare_array) out_.form = body_form::array;
  }
  bool is_lines() const noexcept { return out_.wrapper == lines_wrapper; }

  /// Adds an event if it can be part of this body.
  void add(sample s) {
    if (is_lines() ? !is_line(s) : !shows_its_end(s)) return;
    const outcome what = s.accepted ? outcome::accepted : outcome::rejected;
    out_.events.push_back({std::move(s), what});
  }

  batch_sample take() {
    if (is_bare_event() && from_.one_in(4)) {
      out_.body = out_.events.front().what.text;
      out_.form = body_form::bare;
      return std::move(out_);
    }
    std::string events;
    for (const batch_event& e : out_.events) {
      if (!events.empty()) events += out_.wrapper.separator;
      events += e.what.text;
    }
    out_.body = out_.wrapper.prefix;
    const bool is_object = out_.wrapper.prefix.starts_with('{');
    if (is_object && from_.one_in(4)) out_.body.insert(1, R"("x":{"y":[1]},)");
    out_.body += events;
    const std::size_t end = out_.body.size();
    out_.body += out_.wrapper.suffix;
    if (is_lines()) {
      if (out_.events.empty()) out_.body.clear();
      return std::move(out_);
    }
    if (from_.one_in(8)) return break_body(end), std::move(out_);
    if (is_object && from_.one_in(4)) out_.body.insert(out_.body.size() - 1, R"(,"z":null)");
    return std::move(out_);
  }

 private:
  /// Returns whether the only event is an object that can be a body by itself.
  bool is_bare_event() const {
    if (out_.events.size() != 1 || !out_.wrapper.prefix.starts_with('{')) return false;
    const sample& s = out_.events.front().what;
    return s.accepted && s.text.find('"') != s.text.npos &&
           find_member(trimmed(s.text), out_.format.member).empty();
  }
  /// Breaks the body. `end` is where the last event ends.
  void break_body(std::size_t end) {
    std::string path;
    if (!out_.format.bare_array) append_member(path, out_.format.member);
    std::string last = path;
    append_index(last, out_.events.empty() ? 0 : out_.events.size() - 1);
    std::string& body = out_.body;
    const bool is_object = out_.wrapper.prefix.starts_with('{');
    switch (from_.below(is_object ? 5 : 3)) {
    case 0: // truncated
      body.resize(end);
      return refuse(code::unterminated, std::move(last), end);
    case 1: // trailing content
      body += " x";
      return refuse(code::trailing_content, {}, body.size() - 1);
    case 2: // a wrong bracket
      body.replace(end, 1, "}");
      return refuse(code::invalid_syntax, std::move(last), end);
    case 3: { // duplicate member
      const std::size_t at = body.size() - 1;
      body.insert(at, ",\"" + std::string(out_.format.member) + "\":[]");
      return refuse(code::duplicate_member, std::move(path), at + 1);
    }
    default: // invalid content beside the events
      const std::size_t at = body.size() - 1;
      body.insert(at, ",\"x\":NaN");
      return refuse(code::nonfinite_number, "/x", at + 5);
    }
  }
  void refuse(code what, std::string path, std::size_t offset) {
    out_.violation = expected_violation{what, std::move(path), severity::error, offset};
    out_.events.clear();
    out_.form = body_form::none;
  }

  source& from_;
  batch_sample out_;
};

} // namespace detail

/// Returns a body of events of T in a wrapper, with the expected outcome of each. Most events are
/// valid, others are almost valid or hostile. It may also be a single event without a wrapper, or a
/// body that must be rejected as a whole. With `lines_wrapper` it consists of complete lines.
///
/// No event is a duplicate, because a schema does not define how events are identified; see
/// testing/promptetheus.hpp. The preconditions are those of `hostile`. The body has at most
/// `max_count` events.
template <class T>
batch_sample batch(source& from, const batch_wrapper& w = events_wrapper, const options& o = {},
                   std::size_t max_count = 8) {
  detail::batch_maker out(from, w);
  for (std::size_t n = from.below(max_count + 1); n != 0; --n) {
    const std::size_t choice = from.below(8);
    if (choice == 6 && detail::are_level_defaults(o)) {
      out.add(almost_valid<T>(from, o.level));
      continue;
    }
    const json_node event = valid_tree_within<T>(from, o);
    if (choice == 7) out.add(detail::any_hostile(event, schema_of_type<T>(), from, o));
    else out.add({.text = to_json(event), .reason = "a valid event"});
  }
  return out.take();
}

} // namespace assay::testing
