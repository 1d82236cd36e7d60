// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/dedupe_window.hpp"
#include "assay/batch/detail/body_access.hpp"
#include "assay/batch/detail/event_validator.hpp"
#include "assay/batch/detail/first_error.hpp"
#include "assay/batch/detail/verdict_access.hpp"
#include "assay/batch/verdict.hpp"
#include "assay/detail/config.hpp"
#include "assay/error/path.hpp"
#include "assay/json/escapes.hpp"
#include "assay/json/walk.hpp"
#include "assay/schema/schema_of.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace assay {

/// A source of earlier events for a `batch_validator`: a `dedupe_window`, or an adapter to a
/// database whose unique index holds more events than fit into memory.
///
/// The functions have the meaning documented for `basic_dedupe_window`.
/// `observe_without_forgetting` may throw, for example when a database fails. The batch then has no
/// verdict, and `forget_newest` is called with the `size()` from before the batch. `size`,
/// `forget_newest` and `forget_oldest` must not throw.
template <class W>
concept event_window = requires(W& window, std::string_view text, std::size_t n,
                                std::optional<std::uint64_t> seq) {
  { window.observe_without_forgetting(text, text, seq, text) } -> std::same_as<dedupe_outcome>;
  { window.size() }
  noexcept->std::convertible_to<std::size_t>;
  { window.forget(text, text) } -> std::convertible_to<bool>;
  { window.forget_newest(n) }
  noexcept;
  { window.forget_oldest() }
  noexcept;
};

/// Checks the events of a request's body. Each event is checked independently: an invalid event
/// does not affect its neighbors.
///
/// `SessionId`, `Key` and `Seq` are the members of the event that identify duplicates, such as
/// `&promptetheus::event::idempotency_key`; null if the system has no such member. Memory is reused
/// from batch to batch. One validator must not be used by two threads at once.
template <class T, auto SessionId, auto Key, auto Seq = nullptr>
class batch_validator {
 public:
  /// Constructs a validator. `o` applies to each event and to the rest of the body, `f` to the
  /// body.
  explicit batch_validator(const options& o = {}, const batch_format& f = {})
      : body_(f, o), validator_(detail::with_reason(o)), own_window_({unlimited, unlimited}),
        max_violations_(f.max_violations), rejects_foreign_(f.reject_foreign_sessions),
        replaces_nulls_(o.null_characters == null_character_policy::replace) {}

  /// Checks the events of a body and returns the verdict, whose texts are views into the body.
  ///
  /// `session`: the session of the request, unescaped. All events go to it, whatever session id
  /// they hold, unless `batch_format::reject_foreign_sessions` rejects the others. If it is empty,
  /// each event goes to its own session.
  ///
  /// A valid event is compared with the earlier events of its session: those of the batch itself,
  /// and those that the window remembers from previous batches. It is a duplicate if its key is
  /// known. It is rejected if its sequence number is known with another key (`sequence_conflict`),
  /// or if its key is known with other content and the window compares contents (`key_conflict`).
  /// Ids and keys may be numbers; they are compared by their texts. Rejected events are not
  /// remembered. The window is brought back within its limits only at the end of the batch.
  ///
  /// Time is linear in the body, and logarithmic in the window for each event. In steady state,
  /// batches of accepted events allocate only what the window remembers. If it throws
  /// `std::bad_alloc`, the window is unchanged, so that the events are new when they arrive again.
  /// `verdict()` is then not readable and has no events.
  const batch_verdict& check(std::string_view body, std::string_view session = {},
                             dedupe_window* window = nullptr) {
    if (window != nullptr) return check_all(body, session, *window);
    own_window_.clear();
    return check_all(body, session, own_window_);
  }

  /// Checks a body with the caller's own kind of window. Exceptions of its functions are
  /// propagated. In that case the verdict is not readable, and the window has forgotten
  /// the batch's events.
  template <event_window Window>
  const batch_verdict& check(std::string_view body, std::string_view session, Window* window) {
    return check_all(body, session, *window);
  }

  /// Deleted: the verdict would refer to a body that no longer exists.
  template <detail::owned_text Temporary, event_window Window = dedupe_window>
  const batch_verdict& check(Temporary&&, std::string_view = {}, Window* = nullptr) = delete;

  /// Removes an accepted event of the last batch from the window, for example because it could not
  /// be stored. The event is then new when it arrives again. Returns whether the window held it.
  /// Logarithmic in the window. May throw `std::bad_alloc` for escaped texts; nothing changes then.
  template <event_window Window>
  bool forget(const checked_event& e, Window& window) {
    if (!has_identity(e.idempotency_key)) return false;
    const std::string_view session =
        session_.empty() ? identity(e.session_id, session_room_) : std::string_view(session_);
    return window.forget(session, identity(e.idempotency_key, key_room_));
  }

  /// Returns the verdict on the last batch.
  const batch_verdict& verdict() const noexcept { return verdict_; }
  /// Returns the body of the last batch, with its other members.
  const batch_body& body() const noexcept { return body_; }

 private:
  /// Undoes the effects of a batch that an exception interrupted, without an exception handler.
  template <class Window>
  struct unfinished {
    Window& window;
    batch_verdict& verdict;
    std::size_t remembered = window.size();
    bool is_finished = false;

    ~unfinished() {
      if (is_finished) return;
      window.forget_newest(remembered);
      detail::verdict_access::reset(verdict);
    }
  };

  static constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

  template <class Window>
  const batch_verdict& check_all(std::string_view body, std::string_view session, Window& window) {
    unfinished<Window> batch{window, verdict_};
    detail::verdict_access::reset(verdict_);
    // A rejected body has no events, and the window must not see any. Earlier events are looked up
    // after the whole body has been read.
    detail::body_access::split(
        body_, body, [this](const char* at, const char* end) { return check_in_place(at, end); });
    detail::verdict_access::begin(verdict_, body_);
    violations_ = 0;
    session_.assign(session);
    last_own_ = {};
    last_session_ = {};
    for (std::size_t i = 0; i != body_.events().size(); ++i)
      if (is_valid(i)) compare(i, session, window);
    batch.is_finished = true;
    window.forget_oldest();
    return verdict_;
  }

  /// Adds the event at `at` to the verdict, without its text unless it is found valid in place.
  /// Returns its end, or null if the end must still be found.
  const char* check_in_place(const char* at, const char* end) {
    checked_event& event = detail::verdict_access::add(verdict_);
    if (*at != '{') [[unlikely]]
      return nullptr;
    bool accepted = false;
    const char* const after = validator_.check_in_place(at, end, accepted);
    if (accepted) [[likely]]
      describe(event, {at, static_cast<std::size_t>(after - at)});
    return after;
  }

  /// Checks an event by itself, and rejects it if it is invalid.
  bool is_valid(std::size_t index) {
    checked_event& event = detail::verdict_access::event(verdict_, index);
    if (!event.text.empty()) [[likely]]
      return true; // found valid in place
    event.text = body_.events()[index];
    if (!validator_.check(event.text)) return reject(index, validator_.report()), false;
    describe(event, event.text);
    return true;
  }

  /// Copies the members of an accepted event from the validator.
  void describe(checked_event& event, std::string_view text) const noexcept {
    event.text = text;
    event.session_id = text_of<SessionId>();
    event.seq = text_of<Seq>();
    event.idempotency_key = text_of<Key>();
    if constexpr (validator<T>::has_tag()) event.type = json_text(validator_.text_of_tag());
  }

  template <auto Member>
  json_text text_of() const noexcept {
    if constexpr (std::is_null_pointer_v<decltype(Member)>) return {};
    else return json_text(validator_.template text_of<Member>());
  }

  static bool has_identity(json_text text) noexcept {
    return text.is_string() || text.kind() == kind::number;
  }

  /// Returns the text that identifies an id or a key: the characters of a string (unescaped into
  /// `room` if necessary) or the text of a number. Empty for any other type.
  std::string_view identity(json_text text, std::string& room) const {
    if (text.kind() == kind::number) [[unlikely]]
      return text.text();
    if (!text.is_escaped()) [[likely]]
      return text.between_quotes();
    if (!replaces_nulls_) [[likely]] {
      unescape(text.between_quotes(), room);
      return room;
    }
    std::string replaced(text.between_quotes());
    replace_escapes(replaced, {.null_characters = null_character_policy::replace});
    unescape(replaced, room);
    return room;
  }

  /// Compares a valid event with earlier events and with the request's session.
  template <class Window>
  void compare(std::size_t index, std::string_view session, Window& window) {
    checked_event& event = detail::verdict_access::event(verdict_, index);
    if (rejects_foreign_ && !session.empty() && is_foreign(event.session_id, session)) [[unlikely]]
      return reject_for<SessionId>(index, event.session_id, code::members_disagree,
                                   "the session that the request is for");
    if (!has_identity(event.idempotency_key)) [[unlikely]]
      return;
    if (session.empty()) session = session_of(event.session_id);
    const std::string_view key = identity(event.idempotency_key, key_room_);
    switch (window.observe_without_forgetting(session, key, event.seq.to_uint64(), event.text)) {
    case dedupe_outcome::first: break;
    case dedupe_outcome::duplicate: detail::verdict_access::mark_duplicate(verdict_, event); break;
    case dedupe_outcome::collision:
      return reject_for<Key>(index, event.idempotency_key, code::key_conflict);
    case dedupe_outcome::conflict:
      return reject_for<Seq>(index, event.seq, code::sequence_conflict);
    }
  }

  /// Returns the identity of an event's own session. It is usually that of the previous event.
  std::string_view session_of(json_text own) {
    if (own.text() != last_own_.text()) [[unlikely]] {
      last_own_ = own;
      last_session_ = identity(own, session_room_);
    }
    return last_session_;
  }

  bool is_foreign(json_text own, std::string_view session) {
    return !own.empty() && own.kind() != kind::null && identity(own, session_room_) != session;
  }

  /// Rejects a valid event because of one of its members.
  template <auto Member>
  ASSAY_COLD ASSAY_NOINLINE void reject_for(std::size_t index, json_text value, code what,
                                            std::string_view expected = {}) {
    violation v{.code = what};
    if constexpr (!std::is_null_pointer_v<decltype(Member)>)
      append_member(v.path, schema_of_member<Member>().name);
    v.expected = expected;
    v.actual = value.kind();
    v.offset = static_cast<std::size_t>(value.text().data() - verdict_.events()[index].text.data());
    reject(index, report(false, false, {std::move(v)}));
  }

  ASSAY_COLD ASSAY_NOINLINE void reject(std::size_t index, const report& why) {
    rejected_event& r = detail::verdict_access::reject(verdict_, index);
    r.idempotency_key = key_as_sent(verdict_.events()[index].text);
    const violation& first = detail::first_error(why);
    r.reason_code = first.code;
    r.reason = to_string(first);
    if (violations_ + why.violations().size() <= max_violations_) {
      violations_ += why.violations().size();
      r.report = why;
    } else {
      r.report = report(false, true, {});
    }
  }

  /// Returns the key of an event that may be invalid: the last of its members of that name.
  static json_text key_as_sent(std::string_view text) {
    if constexpr (std::is_null_pointer_v<decltype(Key)>) return {};
    else return json_text(find_member(text, schema_of_member<Key>().name));
  }

  batch_body body_;
  detail::event_validator<T> validator_;
  batch_verdict verdict_;
  dedupe_window own_window_;
  std::size_t max_violations_;
  bool rejects_foreign_;
  bool replaces_nulls_;
  std::size_t violations_ = 0; ///< kept so far for the batch
  std::string session_;        ///< of all events of the last batch; empty: each event has its own
  json_text last_own_;         ///< the session id of the previous event in this batch
  std::string_view last_session_; ///< the identity of `last_own_`
  std::string session_room_;
  std::string key_room_;
};

} // namespace assay
