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

/// What answers tell beyond what the reference implementation's do.
struct answer_options {
  /// Whether repeats are told apart from events that are new: `"duplicates":n` after `accepted`,
  /// which counts them, too; `"duplicate":true` in the status of a single event.
  bool tells_duplicates = false;

  friend bool operator==(const answer_options&, const answer_options&) = default;
};

namespace detail {

/// The sentence on a body that could not be told apart into events.
inline std::string reason_of(const report& body) {
  if (body.violations().empty()) return "(body): it was not judged to its end";
  const violation& v = body.violations().front();
  std::string line = to_string(v);
  constexpr std::string_view whole = "(event)";
  if (v.path.empty()) line.replace(0, whole.size(), "(body)");
  return line;
}

/// The HTTP status of a body that could not be told apart into events: 413 when it is too much, 503
/// when memory ran out, else 400.
inline int status_of(const report& body) noexcept {
  if (body.violations().empty()) return 503;
  const code c = body.violations().front().code;
  return c == code::document_too_large || c == code::too_many_members ? 413 : 400;
}

/// Whether the event is valid by itself, and rejected for one that came before.
inline bool is_conflict(const rejected_event& e) noexcept {
  return e.reason_code == code::sequence_conflict || e.reason_code == code::key_conflict;
}

/// The HTTP status of one rejected event: 409 in conflict with another, 422 JSON but not an event,
/// 400 not even that.
inline int status_of(const rejected_event& e) noexcept {
  if (is_conflict(e)) return 409;
  return category_of(e.reason_code) == category::schema ? 422 : 400;
}

/// `,"idempotency_key":...` as it was sent, made safe: on one line, halves of surrogate pairs
/// replaced. Nothing when there is no key, or one that no reader of JSON would take.
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

/// `{"message":...}` or `{"detail":...}`.
inline void append_message(json_output& to, std::string_view opening, const std::string& text) {
  to.raw(opening);
  to.string(text);
  to.put('}');
}

} // namespace detail

/// Appends `{"accepted":n,"rejected":[{"index","idempotency_key","reason"}]}`, or
/// `{"detail":reason}` when there are no verdicts on single events; returns the HTTP status: 200,
/// or 400 or 413 for a body that could not be read, 503 for one that memory did not suffice to
/// judge, and for a bare event that is invalid 422 (400 when it is not even JSON).
///
/// As Promptetheus' reference implementation answers: see docs/levels.md, but for the wording of
/// reasons. A conflict of a bare event is told with 200, as there. Nothing is appended when it
/// throws std::bad_alloc; likewise below. With `o.tells_duplicates`
/// `{"accepted":n,"duplicates":n,"rejected":[...]}`.
inline int append_response(text_buffer& out, const batch_verdict& v, const answer_options& o) {
  unfinished_text answer(out);
  json_output to(out);
  if (!v.readable()) {
    detail::append_message(to, R"({"detail":)", detail::reason_of(v.body_report()));
    return answer.finish(), detail::status_of(v.body_report());
  }
  if (v.form() == body_form::bare && !v.rejected().empty() &&
      !detail::is_conflict(v.rejected()[0])) {
    detail::append_message(to, R"({"detail":)", v.rejected()[0].reason);
    return answer.finish(), detail::status_of(v.rejected()[0]);
  }
  to.raw(R"({"accepted":)");
  to.integer(v.accepted());
  if (o.tells_duplicates) {
    to.raw(R"(,"duplicates":)");
    to.integer(v.repeated());
  }
  to.raw(R"(,"rejected":[)");
  for (const rejected_event& e : v.rejected()) {
    to.raw(&e == v.rejected().data() ? R"({"index":)" : R"(,{"index":)");
    to.integer(e.index);
    detail::append_key(to, e.idempotency_key);
    detail::append_message(to, R"(,"reason":)", e.reason);
  }
  to.raw("]}");
  return answer.finish(), 200;
}

/// The same in the reference's form.
inline int append_response(text_buffer& out, const batch_verdict& v) {
  return append_response(out, v, answer_options{});
}

/// Appends a status for each event, `{"results":[{"index","status","idempotency_key","reason"}]}`,
/// the last two for rejected ones; returns 207 when there is a rejected one, else 200; a bare event
/// is a list of one. For a body that could not be read `{"detail":reason}` and 400, 413 or 503.
///
/// The statuses: 200 accepted, repeats too; 409 `sequence_conflict` and `key_conflict`; 422 JSON,
/// but not an event; 400 not JSON, or beyond a limit. (207 is RFC 4918's, section 11.1, which has
/// an XML body; this is the usual one of JSON interfaces.) With `o.tells_duplicates` a repeat is
/// `{"index":3,"status":200,"duplicate":true}`.
inline int append_multi_status(text_buffer& out, const batch_verdict& v, const answer_options& o) {
  unfinished_text answer(out);
  json_output to(out);
  if (!v.readable()) {
    detail::append_message(to, R"({"detail":)", detail::reason_of(v.body_report()));
    return answer.finish(), detail::status_of(v.body_report());
  }
  to.raw(R"({"results":[)");
  const rejected_event* next = v.rejected().data();
  for (std::size_t i = 0; i < v.events().size(); ++i) {
    to.raw(i == 0 ? R"({"index":)" : R"(,{"index":)");
    to.integer(i);
    to.raw(R"(,"status":)");
    if (v.events()[i].what != outcome::rejected) {
      const bool is_told = o.tells_duplicates && v.events()[i].what == outcome::repeated;
      to.raw(is_told ? R"(200,"duplicate":true})" : "200}");
      continue;
    }
    to.integer(detail::status_of(*next));
    detail::append_key(to, next->idempotency_key);
    detail::append_message(to, R"(,"reason":)", next->reason);
    ++next;
  }
  to.raw("]}");
  return answer.finish(), v.rejected().empty() ? 200 : 207;
}

/// The same, which tells no duplicates.
inline int append_multi_status(text_buffer& out, const batch_verdict& v) {
  return append_multi_status(out, v, answer_options{});
}

/// Appends the response of OTLP over HTTP in JSON; returns the HTTP status.
///
/// `{}` when all was accepted; `{"partialSuccess":{"rejectedLogRecords":"n","errorMessage":...}}`
/// when something was rejected, even all, with 200 too; for a body that could not be read a
/// `Status`, `{"message":...}`, with 400, 413 or 503. A 64-bit integer is a string in the JSON
/// mapping of Protocol Buffers. The message tells the first rejection. `rejected_member` is the
/// signal's: `rejectedSpans` for traces. Source: the OpenTelemetry protocol specification 1.x,
/// "OTLP/HTTP Response".
inline int append_otlp_response(text_buffer& out, const batch_verdict& v,
                                std::string_view rejected_member = "rejectedLogRecords") {
  unfinished_text answer(out);
  json_output to(out);
  if (!v.readable()) {
    detail::append_message(to, R"({"message":)", detail::reason_of(v.body_report()));
    return answer.finish(), detail::status_of(v.body_report());
  }
  if (v.rejected().empty()) {
    to.raw("{}");
    return answer.finish(), 200;
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
  return answer.finish(), 200;
}

} // namespace assay
