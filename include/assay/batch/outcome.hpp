// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/response_objects.hpp"
#include "assay/batch/retry.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/walk.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

namespace assay {

/// An event that a server rejected.
struct event_rejection {
  std::size_t index = 0; ///< its position, from 0: in a response, among the events of the request;
                         ///< in a `push_result`, among all events to push
  int status = 0; ///< the HTTP status of the event, or of the request that held only this event; 0:
                  ///< the response has none
  std::string reason{};     ///< in the server's words; may be empty
  bool is_permanent = true; ///< whether the same event would be rejected again

  /// Compares all members.
  friend bool operator==(const event_rejection&, const event_rejection&) = default;
};

/// Returns whether an event with this status would be rejected again. This is true for statuses
/// from 400 to 499, with two exceptions: 401, 403 and 404 are about the API key or the URL, and
/// transient statuses (`is_transient`) may not recur.
constexpr bool is_permanent_rejection(int status) noexcept {
  return status >= 400 && status < 500 && !is_transient(status) && status != 401 && status != 403 &&
         status != 404;
}

/// The outcome of a request's events, as a response reports it.
struct batch_outcome {
  std::size_t accepted = 0; ///< the number of accepted events, including duplicates
  std::size_t duplicates =
      0; ///< the number of accepted events that were duplicates, if the response reports that
  std::vector<event_rejection> rejected{}; ///< in the order of the events
  std::size_t unnamed = 0; ///< the number of rejected events that the response does not identify
  std::string message{};   ///< the server's words on the unnamed ones
  std::vector<violation>
      violations{}; ///< why the response is contradictory or unreadable; all other members are 0 or
                    ///< empty then. Offsets count from the start of the response

  /// Returns whether the response could be understood: it reports the outcome of every event, or
  /// the number of rejected events. Does not mean that all events were accepted.
  explicit operator bool() const noexcept { return violations.empty(); }

  /// Returns whether this can be the response to a request with this number of events: the counts
  /// add up to it, and the rejected ones are different events of the request, in order. Linear.
  bool fits(std::size_t events) const noexcept {
    std::size_t next = 0;
    for (const event_rejection& r : rejected) {
      if (r.index < next) return false;
      next = r.index + 1;
    }
    return violations.empty() && next <= events && duplicates <= accepted &&
           accepted + rejected.size() + unnamed == events;
  }
};

/// The format of a server's responses.
enum class response_format : std::uint8_t {
  /// Detects which of the three formats the body has. If the body is empty, the status applies to
  /// all events, unless it is 207. No other body is understood, not even `{}`, the success of OTLP;
  /// select that format explicitly.
  detect,
  acceptance,   ///< `{"accepted":n,"rejected":[{"index","idempotency_key","reason"}]}`
  multi_status, ///< `{"results":[{"index","status","reason"}]}`
  otlp,         ///< `{}`, `{"partialSuccess":{"rejectedLogRecords":"n","errorMessage":...}}`
  /// As `detect`, but the status applies to all events for any other body too, even for a page that
  /// is not from the server. For servers whose responses are not known.
  detect_or_status,
  status_only, ///< the body is ignored; the status applies to all events
};

namespace detail {

/// Reads the response to one request.
class response_reader {
 public:
  response_reader(std::string_view body, std::span<const std::string_view> events,
                  std::string_view key_member)
      : body_(body), events_(events), key_member_(key_member) {}

  batch_outcome acceptance() {
    assay::acceptance a;
    if (!read(a)) return std::move(outcome_);
    for (std::size_t i = 0; i < a.rejected.size() && outcome_; ++i) {
      acceptance_rejection& r = a.rejected[i];
      const std::string path = "/rejected/" + std::to_string(i);
      if (!is_new_event(r.index, path) || !is_its_key(r.index, r.idempotency_key, path)) break;
      outcome_.rejected.push_back({.index = static_cast<std::size_t>(r.index),
                                   .reason = std::move(r.reason).value_or(std::string())});
    }
    const std::size_t left = events_.size() - outcome_.rejected.size();
    if (outcome_ && a.accepted != left) refuse(code::members_disagree, "/accepted", count_of(left));
    return finish(a.accepted, a.duplicates.value_or(0), "/duplicates");
  }

  batch_outcome multi_status() {
    assay::multi_status m;
    if (!read(m)) return std::move(outcome_);
    std::size_t accepted = 0, duplicates = 0;
    for (std::size_t i = 0; i < m.results.size() && outcome_; ++i) {
      event_status& r = m.results[i];
      const std::string path = "/results/" + std::to_string(i);
      if (!is_new_event(r.index, path) || !is_its_key(r.index, r.idempotency_key, path)) break;
      const int status = static_cast<int>(r.status);
      if (status < 300) {
        ++accepted;
        duplicates += r.duplicate.value_or(false);
      } else {
        outcome_.rejected.push_back({.index = static_cast<std::size_t>(r.index),
                                     .status = status,
                                     .reason = std::move(r.reason).value_or(std::string()),
                                     .is_permanent = is_permanent_rejection(status)});
      }
    }
    if (outcome_ && m.results.size() != events_.size())
      refuse(code::members_disagree, "/results", "a status for each of " + events());
    return finish(accepted, duplicates, "/results");
  }

  batch_outcome otlp() {
    otlp_response o;
    if (!read(o)) return std::move(outcome_);
    if (!o.partial_success) return finish(events_.size());
    const otlp_partial_success& partial = *o.partial_success;
    std::uint64_t rejected = 0;
    add_count(partial.rejected_log_records, "/partialSuccess/rejectedLogRecords", rejected);
    add_count(partial.rejected_spans, "/partialSuccess/rejectedSpans", rejected);
    add_count(partial.rejected_data_points, "/partialSuccess/rejectedDataPoints", rejected);
    add_count(partial.rejected_profiles, "/partialSuccess/rejectedProfiles", rejected);
    if (!outcome_) return finish();
    const auto n = static_cast<std::size_t>(rejected);
    if (partial.error_message) outcome_.message = *partial.error_message;
    if (n == events_.size()) {
      for (std::size_t i = 0; i < n; ++i)
        outcome_.rejected.push_back({.index = i, .reason = outcome_.message});
    } else {
      outcome_.unnamed = n;
    }
    return finish(events_.size() - n);
  }

  template <class T>
  bool read(T& object) {
    validator<T> v;
    if (v.read(body_, object)) return true;
    outcome_.violations.assign(v.report().violations().begin(), v.report().violations().end());
    return false;
  }

  void refuse(code what, std::string path, std::string expected) {
    outcome_.violations.push_back(
        {.code = what, .path = std::move(path), .expected = std::move(expected)});
  }

  /// Returns the response, or the violations that make it unusable.
  batch_outcome finish(std::size_t accepted = 0, std::size_t duplicates = 0,
                       const char* duplicates_path = "") {
    if (outcome_ && duplicates > accepted)
      refuse(code::out_of_range, duplicates_path, "no more than were accepted");
    if (!outcome_) return {.violations = std::move(outcome_.violations)};
    outcome_.accepted = accepted;
    outcome_.duplicates = duplicates;
    const auto by_index = [](const event_rejection& a, const event_rejection& b) {
      return a.index < b.index;
    };
    std::sort(outcome_.rejected.begin(), outcome_.rejected.end(), by_index);
    return std::move(outcome_);
  }

 private:
  std::string events() const { return "the " + count_of(events_.size()) + " that were sent"; }
  static std::string count_of(std::size_t n) {
    return std::to_string(n) + (n == 1 ? " event" : " events");
  }

  /// Checks whether the index is one of the request's and has not occurred before.
  bool is_new_event(std::uint64_t index, const std::string& path) {
    if (index >= events_.size()) {
      refuse(code::out_of_range, path + "/index", "the index of one of " + events());
      return false;
    }
    named_.resize(events_.size());
    const auto i = static_cast<std::size_t>(index);
    if (!named_[i]) return named_[i] = true;
    refuse(code::repeated_element, path + "/index", "an event not named before");
    return false;
  }

  /// Checks whether the key, if the response has one, is that of the event, if the event has one.
  bool is_its_key(std::uint64_t index, const std::optional<raw_json>& key,
                  const std::string& path) {
    if (!key || key_member_.empty()) return true;
    const json_text own(find_member(events_[static_cast<std::size_t>(index)], key_member_));
    if (own.empty()) return true;
    const json_text stated(key->text());
    std::string own_room, stated_room;
    const bool same = own.is_string() && stated.is_string()
                          ? characters_of(own, own_room) == characters_of(stated, stated_room)
                          : own.text() == stated.text();
    if (!same)
      refuse(code::members_disagree, path + "/idempotency_key",
             "the key of the event that was sent at this index");
    return same;
  }

  void add_count(const optional_or_null<otlp_count>& count, std::string_view path,
                 std::uint64_t& sum) {
    if (!count || !outcome_) return;
    std::uint64_t n = 0;
    if (const auto* const text = std::get_if<std::string>(&*count)) {
      const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), n);
      if (error != std::errc() || end != text->data() + text->size())
        return refuse(code::invalid_format, std::string(path), "an integer >= 0");
    } else {
      n = std::get<std::uint64_t>(*count);
    }
    if (n > events_.size() - sum)
      return refuse(code::out_of_range, std::string(path), "at most " + events());
    sum += n;
  }

  std::string_view body_;
  std::span<const std::string_view> events_;
  std::string_view key_member_;
  batch_outcome outcome_;
  std::vector<bool> named_;
};

/// A response whose format is not yet known.
struct any_response {
  optional_or_null<raw_json> accepted{};
  optional_or_null<raw_json> rejected{};
  optional_or_null<raw_json> results{};
  optional_or_null<raw_json> partial_success{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(any_response, (), (accepted, rejected, results, partial_success, additional))

template <class T = any_response>
consteval auto rules_of(const any_response*) {
  return rules(names_in(case_style::camel_case));
}

/// Returns whether a body in no known format may be a truncated response.
inline bool has_response_member(std::string_view body) noexcept {
  const auto has = [&](std::string_view name) { return body.find(name) != body.npos; };
  return has("\"accepted\"") || has("\"rejected\"") || has("\"results\"") ||
         has("\"partialSuccess\"");
}

inline batch_outcome read_detected(std::string_view body, std::span<const std::string_view> events,
                                   std::string_view key_member, int status, bool must_understand) {
  response_reader reader(body, events, key_member);
  if (trimmed(body).empty() && (status != 207 || !must_understand))
    return {.accepted = events.size()};
  any_response any;
  if (!reader.read(any))
    return must_understand || has_response_member(body) ? reader.finish()
                                                        : batch_outcome{.accepted = events.size()};
  const bool is_acceptance = !any.accepted.is_absent() || !any.rejected.is_absent();
  const bool is_multi_status = !any.results.is_absent(), is_otlp = !any.partial_success.is_absent();
  const int forms = is_acceptance + is_multi_status + is_otlp;
  if (forms == 0 && !must_understand) return {.accepted = events.size()};
  if (forms != 1) {
    reader.refuse(
        code::members_disagree, "",
        "a response with `accepted` and `rejected`, with `results`, or with `partialSuccess`");
    return reader.finish();
  }
  return is_acceptance     ? reader.acceptance()
         : is_multi_status ? reader.multi_status()
                           : reader.otlp();
}

} // namespace detail

/// Reads the response to a request with a success status: the outcome of each event.
///
/// Reading is strict. A response is not understood, and `violations` holds the reason, if it names
/// fewer or other events than were sent, an event twice, an event with another's key, or more
/// duplicates than accepted events.
///
/// `events`: the texts of the request's events, in order. `status`: the HTTP status, used only for
/// an empty body. `key_member`: the event's member that holds its idempotency key. Keys are not
/// compared if `key_member` is empty or the event lacks that member.
///
/// Sources: for `acceptance` Promptetheus' reference implementation (which has no `duplicates`;
/// readers ignore unknown members), for `otlp` the OpenTelemetry protocol specification 1.x,
/// "OTLP/HTTP Response". Linear in the body and in each rejected event; allocates.
inline batch_outcome read_response(std::string_view body, std::span<const std::string_view> events,
                                   response_format format = response_format::detect,
                                   int status = 200,
                                   std::string_view key_member = "idempotency_key") {
  detail::response_reader reader(body, events, key_member);
  switch (format) {
  case response_format::acceptance: return reader.acceptance();
  case response_format::multi_status: return reader.multi_status();
  case response_format::otlp: return reader.otlp();
  case response_format::status_only: return {.accepted = events.size()};
  case response_format::detect:
  case response_format::detect_or_status: break;
  }
  return detail::read_detected(body, events, key_member, status, format == response_format::detect);
}

} // namespace assay
