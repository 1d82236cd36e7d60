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

/// The span around an event, and the metadata attached to it.
struct stamp_details {
  const promptetheus::span* within =
      nullptr; ///< the innermost span around the event; null if there is none
  std::optional<raw_object> metadata{}; ///< the event's metadata
};

/// A span that was started, and the event that marks its start.
struct started_span {
  event marker{};            ///< the event to send
  promptetheus::span span{}; ///< the span, for the events within it and for its end
};

/// Stamps payloads into events of one session: adds the id, time, sequence number, idempotency key
/// and span.
///
/// Stamped events are always valid at `strict`: each event is written and its text checked before a
/// number is assigned. A payload that breaks a rule, or that holds a string that is not UTF-8,
/// results in an error with its path. An `untyped_payload` becomes the struct that it fits. Numbers
/// start at 0 and have no gaps. `session_started` is the first event and `session_end` the last;
/// each is stamped once, either by `start` and `end` or as a payload of `stamp`.
///
/// `resume` continues the session of a process that ended; no number is assigned twice if `persist`
/// is used. A forked process has the numbers of its parent and must not use the session. It must
/// use a part that the parent obtained by `split` before the fork, or a separate session.
///
/// Several threads may stamp at the same time. Each event has a unique number, which is greater
/// than those that its thread got before. Only the numbers define the order; another thread may
/// send a greater number earlier. Moving and destroying a session must not overlap with other
/// calls. A session has no stack of spans, because two threads are not within each other's spans:
/// pass the span to the code that works within it, or use a `span_stack` for one thread or task.
///
/// Every function takes the time and, if required, random bytes; the defaults are the system's.
/// Stamping is linear in the event. If it throws `std::bad_alloc`, no number is used and the
/// session is unchanged.
///
/// The template parameter keeps compilation fast: a program that stamps nothing compiles no reader
/// and no writer of events. Use the alias `session`.
template <class Event = event>
class basic_session {
 public:
  /// The type of times, in microseconds.
  using time_point = std::chrono::sys_time<std::chrono::microseconds>;

  /// Opens a session of this trace, which must have `id`, `agent` and `user_goal`. Other absent
  /// members become null, `{}` or `[]`, as the client sends them.
  ///
  /// `random` makes the nonce. Error: `invalid`, with paths into the trace.
  static session_result<basic_session> open(trace about, const random_bytes<4>& random) {
    return resume({.about = std::move(about)}, 0, random);
  }

  /// Opens a session with a nonce of the system's random bytes. If the trace has no id, it gets a
  /// new ULID.
  static session_result<basic_session> open(trace about) {
    if (!about.id)
      if (const auto id = make_ulid()) about.id = id->text().str();
    return open(std::move(about), system_random<4>());
  }

  /// Continues a session whose state was stored, from `next_seq`, with a new nonce and without a
  /// second `session_started`. If the state's `next_seq` is 0, the session is opened, so a program
  /// can start and continue with the same call.
  ///
  /// `block`: how many numbers each stored state reserves. A crash wastes the reserved numbers but
  /// repeats none. Nothing can be stamped before the first `persist`. Values above 2^32 count as
  /// 2^32. With 0, nothing is reserved and nothing must be stored, but numbers would repeat after a
  /// second crash.
  ///
  /// Only one process may continue a state: lock it where it is stored. `random` makes the nonce.
  /// Errors: `ended`; `out_of_numbers` if `next_seq` is `seq_limit` or more; `invalid`, with paths
  /// into the trace.
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

  /// Continues a session with a nonce of the system's random bytes. If the session has not begun
  /// and its trace has no id, it gets a new ULID.
  static session_result<basic_session> resume(session_state from, std::uint64_t block) {
    if (!from.about.id && from.next_seq == 0)
      if (const auto id = make_ulid()) from.about.id = id->text().str();
    return resume(std::move(from), block, system_random<4>());
  }

  /// Moves a session. The session moved from has ended.
  basic_session(basic_session&& other) noexcept
      : about_(std::move(other.about_)), nonce_(other.nonce_), numbers_(std::move(other.numbers_)) {
  }
  /// Moves a session. The session moved from has ended.
  basic_session& operator=(basic_session&& other) noexcept {
    about_ = std::move(other.about_);
    nonce_ = other.nonce_;
    numbers_ = std::move(other.numbers_);
    is_persisting_.clear(); // it stays set if the process was forked while a thread was persisting
    return *this;
  }

  /// Returns the body that opens the trace, with all seven members. Write it with `write(s.about(),
  /// out)`.
  const trace& about() const noexcept { return about_; }
  /// Returns the session's id.
  std::string_view id() const noexcept { return *about_.id; }
  /// Returns the nonce of the session's idempotency keys.
  std::string_view nonce() const noexcept { return nonce_; }

  /// Returns whether `session_started` has been stamped by this session or may have been stamped by
  /// an earlier process.
  bool has_started() const noexcept { return numbers_.have_started(); }

  /// Stamps the event that starts the session, with number 0.
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

  /// Stamps the event that ends the session. The status is "completed", "failed", "timeout",
  /// "cancelled" or any other; the error is null if there was none.
  ///
  /// End the spans first: nothing can be stamped afterwards.
  session_result<Event> end(std::string status = "completed",
                            optional_or_null<std::string> error = nullptr,
                            time_point now = system_now()) {
    return stamp(session_end{.status = std::move(status), .error = std::move(error)}, {}, now);
  }

  /// Stamps the payload as the session's next event.
  session_result<Event> stamp(promptetheus::payload p, stamp_details details = {},
                              time_point now = system_now()) {
    if (numbers_.have_ended())
      return session_error{
          session_error::reason::ended}; // checked again when the number is assigned
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
    set_number(e, seq_limit); // a placeholder for the check: no number is longer
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

  /// Starts a span with this name within the span of `details`. Both of its markers have the
  /// metadata of `details`. `random` makes its id.
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

  /// Stamps the event that ends the span. It holds the duration, rounded to the nearest millisecond
  /// as the client does; 0 if the clock went back.
  ///
  /// Call it once for each span, and for inner spans first; the session does not check this.
  session_result<Event> end_span(const span& s, time_point now = system_now()) {
    // Times out of range are rejected when stamping; their difference may overflow.
    const bool formed = format_rfc3339(now) && format_rfc3339(s.started) && now > s.started;
    const std::int64_t duration =
        formed ? std::chrono::round<std::chrono::milliseconds>(now - s.started).count() : 0;
    return stamp(state_change{.name = "span_end", .span_name = s.name, .duration_ms = duration},
                 {.within = &s, .metadata = s.metadata}, now);
  }

  /// Stores the session's state and so reserves a block of numbers. `store(state)` must store
  /// the state durably in place of the previous one, and return whether it succeeded. Numbers below
  /// the state's `next_seq` may be stamped afterwards.
  ///
  /// Returns true if the state is stored, by this thread or meanwhile by another, or if there are
  /// no blocks. Call it if `needs_persist()`, and after the error `persist_first`. Concurrent calls
  /// wait for each other, so that an older state never replaces a newer one; stamping never waits.
  /// `store` must not call `persist`. If `store` throws, or memory runs out, the exception is
  /// propagated and nothing has changed.
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

  /// Returns whether the state should be stored now: half of the block is used, or the end is not
  /// stored.
  bool needs_persist() const noexcept { return numbers_.need_persist(); }

  /// Returns the state to store, with the next block reserved. Without blocks, it is the current
  /// state. The state of a part is always ended, because a part cannot be continued.
  ///
  /// `persist` does all of this. To do it by hand, for example asynchronously, get the state, store
  /// it, and call `persisted` with it. Do not overlap two of these sequences. Allocates.
  session_state state() const {
    session_state out{.about = about_};
    numbers_.describe(out);
    return out;
  }

  /// Records that the state is stored; the numbers of its block may be used. A state of another
  /// session is ignored.
  void persisted(const session_state& stored) noexcept {
    if (stored.about.id && *stored.about.id == id()) numbers_.cover(stored);
  }

  /// Splits off the next `count` numbers as a session with a separate nonce, for another process.
  /// Call it before the fork, and use the part only in the child. `random` makes the nonce.
  ///
  /// A part cannot start, end or persist a session. It reports `out_of_numbers` when its numbers
  /// are used up; unused numbers are lost. Its events come before those that the session stamps
  /// after the split. Errors: `not_started`, `ended`, `persist_first`, and `out_of_numbers` if
  /// `count` exceeds the block or the rest of a part.
  session_result<basic_session> split(std::uint64_t count,
                                      const random_bytes<4>& random = system_random<4>()) {
    trace about = about_; // copied before numbers are used
    const session_result<std::uint64_t> first = numbers_.claim(count, false, false);
    if (!first) return first.error();
    return basic_session(std::move(about), make_nonce(random),
                         detail::session_numbers::part(*first, count));
  }

 private:
  /// Makes other threads wait as long as it lives.
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

/// The session with the library's event type.
using session = basic_session<>;

} // namespace assay::promptetheus
