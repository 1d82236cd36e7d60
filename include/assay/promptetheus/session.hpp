#pragma once

#include "assay/identity/idempotency_key.hpp"
#include "assay/identity/system_source.hpp"
#include "assay/identity/instant.hpp"
#include "assay/json/write_checked.hpp"
#include "assay/promptetheus/event.hpp"
#include "assay/promptetheus/session_result.hpp"
#include "assay/promptetheus/span.hpp"
#include "assay/promptetheus/trace.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace assay::promptetheus {

/// Where an event stands, and what is attached to it.
struct stamp_details {
  const promptetheus::span* within =
      nullptr; ///< the innermost span around it; null when there is none
  std::optional<raw_object> metadata{};
};

/// A span that was started, and the event that says so.
struct started_span {
  event marker{};
  promptetheus::span span{};
};

/// Stamps payloads into the events of one session: id, time, sequence number, idempotency key,
/// span.
///
/// What it stamps is valid at `strict`, always: it writes each event and checks the text before it
/// gives a number away. So a payload that breaks a rule, or holds a string that is not UTF-8, is an
/// error that says where, and an `untyped_payload` becomes the struct that it fits. Numbers are
/// given from 0 without gaps, `session_started` first and once, `session_end` last and once,
/// whether they come by `start` and `end` or as payloads of `stamp`.
///
/// Several threads may stamp at once: each event has its own number, greater than those that its
/// thread got before. Their order is that of the numbers alone; another thread may send a greater
/// one earlier. Only moving and destroying a session are one thread's affair. There is no stack of
/// spans here, since of two threads neither is inside the other's span: whoever works in a span
/// holds it, and `span_stack` serves one thread or task.
///
/// Every function takes the time, and where needed random bytes; left out, they are the system's.
/// Stamping is linear in the event. When it throws std::bad_alloc no number is spent, and the
/// session is as before.
///
/// A template without need, as `session` alone: a program that stamps nothing then compiles no
/// reader and no writer of events.
template <class Event = event>
class basic_session {
 public:
  using time_point = std::chrono::sys_time<std::chrono::microseconds>;

  /// A session of this trace, which must have `id`, `agent` and `user_goal`. What else is absent
  /// becomes null, `{}` or `[]`, as the client sends it.
  ///
  /// `random` makes the nonce. Error: `invalid`, with paths into the trace.
  static session_result<basic_session> open(trace about, const random_bytes<4>& random) {
    if (about.project_id.is_absent()) about.project_id = nullptr;
    if (about.environment.is_absent()) about.environment = nullptr;
    if (!about.metadata) about.metadata.emplace();
    if (!about.tags) about.tags.emplace();
    text_buffer text;
    if (const report checked = write_checked(about, text, strict()); !checked)
      return refusal_of(checked);
    return basic_session(std::move(about), make_nonce(random));
  }

  /// The same with a nonce of the system's random bytes, and with a new ULID when the trace has no
  /// id.
  static session_result<basic_session> open(trace about) {
    if (!about.id)
      if (const auto id = make_ulid()) about.id = id->text().str();
    return open(std::move(about), system_random<4>());
  }

  basic_session(basic_session&& other) noexcept
      : about_(std::move(other.about_)), nonce_(other.nonce_),
        next_(other.next_.exchange(ended_bit)) {}
  basic_session& operator=(basic_session&& other) noexcept {
    about_ = std::move(other.about_);
    nonce_ = other.nonce_;
    next_ = other.next_.exchange(ended_bit);
    return *this;
  }

  /// The body that opens its trace, all seven members in it: `write(s.about(), out)`.
  const trace& about() const noexcept { return about_; }
  std::string_view id() const noexcept { return *about_.id; }
  std::string_view nonce() const noexcept { return nonce_; }

  /// The event that says that the session starts, with the number 0.
  session_result<Event> start(time_point now = system_now()) {
    raw_json tags = raw_json::array(*about_.tags);
    raw_object after{{"agent", *about_.agent},
                     {"user_goal", *about_.user_goal},
                     {"project_id", json_of(about_.project_id)},
                     {"environment", json_of(about_.environment)},
                     {"tags", std::move(tags)}};
    return stamp(
        state_change{.name = "session_started", .before = nullptr, .after = std::move(after)}, {},
        now);
  }

  /// The event that ends the session: "completed", "failed", "timeout", "cancelled" or another
  /// status, and null or what went wrong.
  ///
  /// End the spans before it: nothing can be stamped after.
  session_result<Event> end(std::string status = "completed",
                            optional_or_null<std::string> error = nullptr,
                            time_point now = system_now()) {
    return stamp(session_end{.status = std::move(status), .error = std::move(error)}, {}, now);
  }

  /// The payload as the session's next event.
  session_result<Event> stamp(promptetheus::payload p, stamp_details details = {},
                              time_point now = system_now()) {
    if ((next_.load() & ended_bit) != 0)
      return session_error{session_error::reason::ended}; // asked again when the number is taken
    Event e{.session_id = std::string(id()),
            .payload = std::move(p),
            .metadata = std::move(details.metadata)};
    if (details.within != nullptr) {
      e.span_id = details.within->id;
      if (details.within->parent_id) e.parent_id = *details.within->parent_id;
      else e.parent_id = nullptr;
    }
    const auto time = format_rfc3339(now);
    if (!time) return session_error{session_error::reason::time_out_of_range};
    e.timestamp = time->view();
    set_number(e, ended_bit - 1); // until it is known to be valid: no number is longer
    text_buffer text;
    if (const report checked = write_checked(e, text, strict()); !checked)
      return refusal_of(checked);
    if (std::holds_alternative<untyped_payload>(e.payload))
      validator<Event>(strict()).read(text.view(), e);

    const auto* const change = std::get_if<state_change>(&e.payload);
    const bool first = change != nullptr && change->name == "session_started";
    const bool last = std::holds_alternative<session_end>(e.payload);
    const session_result<std::uint64_t> number = take_number(first, last);
    if (!number) return number.error();
    set_number(e, *number);
    return session_result<Event>(std::move(e));
  }

  /// A span of that name, within the one of `details`; their metadata is that of its two markers.
  /// `random` makes its id.
  session_result<started_span> start_span(std::string name, stamp_details details = {},
                                          time_point now = system_now(),
                                          const random_bytes<16>& random = system_random<16>()) {
    span s{.id = make_span_id(random).str(),
           .name = std::move(name),
           .metadata = std::move(details.metadata),
           .started = now};
    if (details.within != nullptr) s.parent_id = details.within->id;
    auto marker = stamp(state_change{.name = "span_start", .span_name = s.name},
                        {.within = &s, .metadata = s.metadata}, now);
    if (!marker) return std::move(marker).error();
    return started_span{*std::move(marker), std::move(s)};
  }

  /// The event that ends the span, with its duration, to the nearest millisecond as the client
  /// counts it: 0 when the clock went back meanwhile.
  ///
  /// To be called once for each span, those within it first; nothing here keeps an account of them.
  session_result<Event> end_span(const span& s, time_point now = system_now()) {
    // Of a time out of range, which stamping refuses, no difference is formed: it may overflow.
    const bool formed = format_rfc3339(now) && format_rfc3339(s.started) && now > s.started;
    const std::int64_t duration =
        formed ? std::chrono::round<std::chrono::milliseconds>(now - s.started).count() : 0;
    return stamp(state_change{.name = "span_end", .span_name = s.name, .duration_ms = duration},
                 {.within = &s, .metadata = s.metadata}, now);
  }

 private:
  static constexpr std::uint64_t ended_bit = std::uint64_t{1} << 63;

  basic_session(trace&& about, const fixed_text<8>& nonce)
      : about_(std::move(about)), nonce_(nonce) {}

  static options strict() noexcept { return {.level = level::strict}; }

  static raw_json json_of(const optional_or_null<std::string>& text) {
    return text ? raw_json(*text) : raw_json(nullptr);
  }

  static session_error refusal_of(const report& checked) {
    return {session_error::reason::invalid,
            {checked.violations().begin(), checked.violations().end()}};
  }

  void set_number(Event& e, std::uint64_t number) const {
    e.seq = number;
    e.idempotency_key.clear();
    append_idempotency_key(e.idempotency_key, id(), nonce_, number);
  }

  /// The next number. One variable holds all that threads share, so that none can come between the
  /// last number and the end.
  session_result<std::uint64_t> take_number(bool first, bool last) noexcept {
    std::uint64_t number = next_.load();
    do {
      if ((number & ended_bit) != 0) return session_error{session_error::reason::ended};
      if (number == 0 && !first) return session_error{session_error::reason::not_started};
      if (number != 0 && first) return session_error{session_error::reason::already_started};
    } while (!next_.compare_exchange_weak(number, last ? (number + 1) | ended_bit : number + 1));
    return number;
  }

  trace about_;
  fixed_text<8> nonce_;
  std::atomic<std::uint64_t> next_{
      0}; ///< the next number, 0 before the start; with `ended_bit` set, there is none
};

using session = basic_session<>;

} // namespace assay::promptetheus
