// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/idempotency_key.hpp"
#include "assay/identity/system_source.hpp"
#include "assay/identity/instant.hpp"
#include "assay/json/write_checked.hpp"
#include "assay/promptetheus/detail/session_numbers.hpp"
#include "assay/promptetheus/event.hpp"
#include "assay/promptetheus/session_result.hpp"
#include "assay/promptetheus/session_state.hpp"
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
/// `resume` goes on with a session of a process that ended; `persist` sees to it that no number is
/// then given twice. A forked process has the numbers of its parent: it must leave the session
/// alone, and use what the parent got by `split` before the fork, or a session of its own.
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
    return resume({.about = std::move(about)}, 0, random);
  }

  /// The same with a nonce of the system's random bytes, and with a new ULID when the trace has no
  /// id.
  static session_result<basic_session> open(trace about) {
    if (!about.id)
      if (const auto id = make_ulid()) about.id = id->text().str();
    return open(std::move(about), system_random<4>());
  }

  /// Goes on with a session whose state was stored: with a new nonce, from `next_seq` on, and
  /// without a second `session_started`. Of a state whose `next_seq` is 0 it opens the session, so
  /// that a program may begin and go on by the same call.
  ///
  /// `block`: how many numbers each stored state reserves, so that a crash spends them and repeats
  /// none. Nothing can be stamped before the first `persist`. At most 2^32; greater values count as
  /// that. With 0 nothing is reserved and nothing need be stored: a second crash would repeat
  /// numbers.
  ///
  /// Only one process may go on with a state: lock it where it is stored. `random` makes the nonce.
  /// Errors: `ended`; `out_of_numbers` for a `next_seq` of `seq_limit` or more; `invalid`, with
  /// paths into the trace.
  static session_result<basic_session> resume(session_state from, std::uint64_t block,
                                              const random_bytes<4>& random) {
    if (from.ended) return session_error{session_error::reason::ended};
    if (from.next_seq >= seq_limit) return session_error{session_error::reason::out_of_numbers};
    trace& about = from.about;
    if (about.project_id.is_absent()) about.project_id = nullptr;
    if (about.environment.is_absent()) about.environment = nullptr;
    if (!about.metadata) about.metadata.emplace();
    if (!about.tags) about.tags.emplace();
    text_buffer text;
    if (const report checked = write_checked(about, text, strict()); !checked)
      return refusal_of(checked);
    return basic_session(std::move(about), make_nonce(random), {from.next_seq, block});
  }

  /// The same with a nonce of the system's random bytes, and with a new ULID when the trace of a
  /// session that has not begun has no id.
  static session_result<basic_session> resume(session_state from, std::uint64_t block) {
    if (!from.about.id && from.next_seq == 0)
      if (const auto id = make_ulid()) from.about.id = id->text().str();
    return resume(std::move(from), block, system_random<4>());
  }

  /// What it was moved from has ended.
  basic_session(basic_session&& other) noexcept
      : about_(std::move(other.about_)), nonce_(other.nonce_), numbers_(std::move(other.numbers_)) {
  }
  basic_session& operator=(basic_session&& other) noexcept {
    about_ = std::move(other.about_);
    nonce_ = other.nonce_;
    numbers_ = std::move(other.numbers_);
    is_persisting_.clear(); // set for ever where a thread was at it when the process was forked
    return *this;
  }

  /// The body that opens its trace, all seven members in it: `write(s.about(), out)`.
  const trace& about() const noexcept { return about_; }
  std::string_view id() const noexcept { return *about_.id; }
  std::string_view nonce() const noexcept { return nonce_; }

  /// Whether `session_started` has been stamped, here or, for all that is known, by a process
  /// before.
  bool has_started() const noexcept { return numbers_.have_started(); }

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
    if (numbers_.have_ended())
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
    set_number(e, seq_limit); // until it is known to be valid: no number is longer
    text_buffer text;
    if (const report checked = write_checked(e, text, strict()); !checked)
      return refusal_of(checked);
    if (std::holds_alternative<untyped_payload>(e.payload))
      validator<Event>(strict()).read(text.view(), e);

    const auto* const change = std::get_if<state_change>(&e.payload);
    const bool first = change != nullptr && change->name == "session_started";
    const bool last = std::holds_alternative<session_end>(e.payload);
    const session_result<std::uint64_t> number = numbers_.claim(1, first, last);
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

  /// Stores the session's state and so reserves a block of numbers: `store(state)` must store it
  /// durably, in the place of the one before, and say whether it did. Then numbers below the
  /// state's `next_seq` may be stamped.
  ///
  /// True when it is stored, by this thread or by another meanwhile, or when there are no blocks.
  /// Call it where `needs_persist()`, and after a refusal for `persist_first`. Threads that call it
  /// at once wait for one another, so that no older state takes the place of a newer one; stamping
  /// waits for nobody. `store` must not call `persist`. What it throws is passed on, and nothing
  /// has changed; neither when memory runs out.
  template <class Store>
  [[nodiscard]] bool persist(Store&& store) {
    if (numbers_.block() == 0) return true;
    const std::uint64_t before = numbers_.bound();
    const one_at_a_time here(is_persisting_);
    if (numbers_.bound() != before && !needs_persist()) return true;
    const session_state now = state();
    if (!store(now)) return false;
    persisted(now);
    return true;
  }

  /// Whether it is time to store the state: half of the block is used up, or the end is not stored.
  bool needs_persist() const noexcept { return numbers_.need_persist(); }

  /// The state to store, with the next block reserved; without blocks, as the session is at the
  /// moment. That of a part says that it has ended: nobody can go on with a part.
  ///
  /// `persist` does it all. By hand, which may wait for a database: get the state, store it, then
  /// call `persisted` with it; one such sequence at a time. Allocates.
  session_state state() const {
    session_state out{.about = about_};
    numbers_.describe(out);
    return out;
  }

  /// The state is stored, and its block may be used. One of another session is ignored.
  void persisted(const session_state& stored) noexcept {
    if (stored.about.id && *stored.about.id == id()) numbers_.cover(stored);
  }

  /// The next `count` numbers as a session of its own nonce, for another process: call it before
  /// the fork, and use the part in the child alone. `random` makes the nonce.
  ///
  /// A part starts and ends nothing, stores nothing, and refuses for `out_of_numbers` when its
  /// numbers are used up; those that it does not use are spent. Its events stand before those that
  /// the session stamps after the split. Errors: `not_started`, `ended`, `persist_first`, and
  /// `out_of_numbers` where `count` is more than the block or than the part has.
  session_result<basic_session> split(std::uint64_t count,
                                      const random_bytes<4>& random = system_random<4>()) {
    trace about = about_; // before numbers are spent
    const session_result<std::uint64_t> first = numbers_.claim(count, false, false);
    if (!first) return first.error();
    return basic_session(std::move(about), make_nonce(random),
                         detail::session_numbers::part(*first, count));
  }

 private:
  /// Holds the others up as long as it lives.
  class one_at_a_time {
   public:
    explicit one_at_a_time(std::atomic_flag& taken) noexcept : taken_(taken) {
      while (taken_.test_and_set()) taken_.wait(true);
    }
    one_at_a_time(const one_at_a_time&) = delete;
    one_at_a_time& operator=(const one_at_a_time&) = delete;
    ~one_at_a_time() {
      taken_.clear();
      taken_.notify_one();
    }

   private:
    std::atomic_flag& taken_;
  };

  basic_session(trace&& about, const fixed_text<8>& nonce, detail::session_numbers&& numbers)
      : about_(std::move(about)), nonce_(nonce), numbers_(std::move(numbers)) {}

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

  trace about_;
  fixed_text<8> nonce_;
  detail::session_numbers numbers_;
  std::atomic_flag is_persisting_{};
};

using session = basic_session<>;

} // namespace assay::promptetheus
