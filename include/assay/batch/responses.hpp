// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/detail/first_error.hpp"
#include "assay/batch/verdict.hpp"
#include "assay/json/escapes.hpp"
#include "assay/json/json_output.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/unfinished_text.hpp"

#include <string>
#include <string_view>

namespace assay {

/// Options of responses, for what the reference implementation does not report.
struct response_options {
  /// Whether duplicates are reported: `"duplicates":n` after `accepted`, which includes them;
  /// `"duplicate":true` in the status of a single event.
  bool reports_duplicates = false;

  /// Compares all members.
  friend bool operator==(const response_options&, const response_options&) = default;
};

namespace detail {

/// Returns the sentence about a body that could not be split into events.
inline std::string reason_of(const report& body) {
  if (body.violations().empty()) return "(body): the check was not completed";
  const violation& v = body.violations().front();
  std::string line = to_string(v);
  constexpr std::string_view whole = "(event)";
  if (v.path.empty()) line.replace(0, whole.size(), "(body)");
  return line;
}

/// Returns the HTTP status for a body that could not be split into events: 413 if it exceeds a
/// limit of size or number, 503 if memory ran out, else 400.
inline int status_of(const report& body) noexcept {
  if (body.violations().empty()) return 503;
  const code c = body.violations().front().code;
  return c == code::document_too_large || c == code::too_many_members ? 413 : 400;
}

/// Returns whether the event is valid by itself but conflicts with an earlier one.
inline bool is_conflict(const rejected_event& e) noexcept {
  return e.reason_code == code::sequence_conflict || e.reason_code == code::key_conflict;
}

/// Returns the HTTP status of a rejected event: 409 for a conflict with another event, 422 for JSON
/// that is not a valid event, 400 for invalid JSON or an exceeded limit.
inline int status_of(const rejected_event& e) noexcept {
  if (is_conflict(e)) return 409;
  return category_of(e.reason_code) == category::schema ? 422 : 400;
}

/// Appends `,"idempotency_key":...` as it was sent, made safe: on one line, with lone surrogates
/// replaced. Appends nothing if there is no key or if it is invalid JSON.
inline void append_key(json_output& to, json_text key) {
  options any;
  any.lone_surrogates = surrogate_policy::replace;
  if (key.empty() || !is_valid_json(key.text(), any)) return;
  std::string text(key.text());
  replace_escapes(text, any);
  put_on_one_line(text);
  to.raw(R"(,"idempotency_key":)");
  to.raw(text);
}

/// Appends `{"message":...}` or `{"detail":...}`.
inline void append_message(json_output& to, std::string_view opening, const std::string& text) {
  to.raw(opening);
  to.string(text);
  to.put('}');
}

} // namespace detail

/// Appends `{"accepted":n,"rejected":[{"index","idempotency_key","reason"}]}`, or
/// `{"detail":reason}` if there are no verdicts on single events. With `o.reports_duplicates` the
/// response is `{"accepted":n,"duplicates":n,"rejected":[...]}`.
///
/// Returns the HTTP status: 200 if the body was read, 400 or 413 if it could not be read, 503 if
/// memory ran out. For an invalid bare event it is 422, or 400 if the event is invalid JSON or
/// exceeds a limit.
///
/// The response is that of Promptetheus' reference implementation (see docs/guide/levels.md),
/// except for the wording of reasons. As in that implementation, a conflict of a bare event is
/// reported with 200. If it throws `std::bad_alloc`, nothing is appended.
inline int append_response(text_buffer& out, const batch_verdict& v, const response_options& o) {
  unfinished_text response(out);
  json_output to(out);
  if (!v.readable()) {
    detail::append_message(to, R"({"detail":)", detail::reason_of(v.body_report()));
    return response.finish(), detail::status_of(v.body_report());
  }
  if (v.form() == body_form::bare && !v.rejected().empty() &&
      !detail::is_conflict(v.rejected()[0])) {
    detail::append_message(to, R"({"detail":)", v.rejected()[0].reason);
    return response.finish(), detail::status_of(v.rejected()[0]);
  }
  to.raw(R"({"accepted":)");
  to.integer(v.accepted());
  if (o.reports_duplicates) {
    to.raw(R"(,"duplicates":)");
    to.integer(v.duplicates());
  }
  to.raw(R"(,"rejected":[)");
  for (const rejected_event& e : v.rejected()) {
    to.raw(&e == v.rejected().data() ? R"({"index":)" : R"(,{"index":)");
    to.integer(e.index);
    detail::append_key(to, e.idempotency_key);
    detail::append_message(to, R"(,"reason":)", e.reason);
  }
  to.raw("]}");
  return response.finish(), 200;
}

/// Appends the response in the form of the reference implementation.
inline int append_response(text_buffer& out, const batch_verdict& v) {
  return append_response(out, v, response_options{});
}

/// Appends a status for each event, `{"results":[{"index","status","idempotency_key","reason"}]}`;
/// only rejected events have the last two members. A bare event is a list of one. For a body that
/// could not be read, appends `{"detail":reason}`. With `o.reports_duplicates` a duplicate is
/// `{"index":3,"status":200,"duplicate":true}`.
///
/// Returns the HTTP status: 207 if an event was rejected, else 200; 400, 413 or 503 for a body that
/// could not be read. If it throws `std::bad_alloc`, nothing is appended.
///
/// The statuses of events are 200 for accepted events and duplicates, 409 for `sequence_conflict`
/// and `key_conflict`, 422 for JSON that is not a valid event, and 400 for invalid JSON or an
/// exceeded limit. (207 is defined in RFC 4918, section 11.1, with an XML body; this is the usual
/// form of JSON interfaces.)
inline int append_multi_status(text_buffer& out, const batch_verdict& v,
                               const response_options& o) {
  unfinished_text response(out);
  json_output to(out);
  if (!v.readable()) {
    detail::append_message(to, R"({"detail":)", detail::reason_of(v.body_report()));
    return response.finish(), detail::status_of(v.body_report());
  }
  to.raw(R"({"results":[)");
  const rejected_event* next = v.rejected().data();
  for (std::size_t i = 0; i < v.events().size(); ++i) {
    to.raw(i == 0 ? R"({"index":)" : R"(,{"index":)");
    to.integer(i);
    to.raw(R"(,"status":)");
    if (v.events()[i].what != outcome::rejected) {
      const bool is_reported = o.reports_duplicates && v.events()[i].what == outcome::duplicate;
      to.raw(is_reported ? R"(200,"duplicate":true})" : "200}");
      continue;
    }
    to.integer(detail::status_of(*next));
    detail::append_key(to, next->idempotency_key);
    detail::append_message(to, R"(,"reason":)", next->reason);
    ++next;
  }
  to.raw("]}");
  return response.finish(), v.rejected().empty() ? 200 : 207;
}

/// Appends a status for each event, without reporting duplicates.
inline int append_multi_status(text_buffer& out, const batch_verdict& v) {
  return append_multi_status(out, v, response_options{});
}

/// Appends the response of OTLP over HTTP in JSON, and returns the HTTP status.
///
/// The response is `{}` if everything was accepted. It is
/// `{"partialSuccess":{"rejectedLogRecords":"n","errorMessage":...}}` if something was rejected,
/// even if everything was; the status is 200 in this case, too. For a body that could not be read
/// it is a `Status`, `{"message":...}`, with 400, 413 or 503. The message contains the first
/// rejection. A 64-bit integer is a string in the JSON mapping of Protocol Buffers. If it throws
/// `std::bad_alloc`, nothing is appended.
///
/// `rejected_member` is the signal's member, such as `rejectedSpans` for traces. Source: the
/// OpenTelemetry protocol specification 1.x, "OTLP/HTTP Response".
inline int append_otlp_response(text_buffer& out, const batch_verdict& v,
                                std::string_view rejected_member = "rejectedLogRecords") {
  unfinished_text response(out);
  json_output to(out);
  if (!v.readable()) {
    detail::append_message(to, R"({"message":)", detail::reason_of(v.body_report()));
    return response.finish(), detail::status_of(v.body_report());
  }
  if (v.rejected().empty()) {
    to.raw("{}");
    return response.finish(), 200;
  }
  const std::size_t n = v.rejected().size();
  to.raw(R"({"partialSuccess":{")");
  to.raw(rejected_member);
  to.raw(R"(":")");
  to.integer(n);
  const std::string first =
      "event " + std::to_string(v.rejected()[0].index) + ": " + v.rejected()[0].reason;
  const std::string more =
      n == 1 ? std::string()
             : "; " + std::to_string(n - 1) + (n == 2 ? " more was" : " more were") + " rejected";
  detail::append_message(to, R"(","errorMessage":)", first + more);
  to.put('}');
  return response.finish(), 200;
}

} // namespace assay
