// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/chunker.hpp"
#include "assay/batch/detail/first_error.hpp"
#include "assay/batch/push_response.hpp"
#include "assay/batch/push_result.hpp"
#include "assay/batch/request_stack.hpp"
#include "assay/batch/retry.hpp"
#include "assay/detail/config.hpp"
#include "assay/error/detail/owned_text.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {

/// How events are judged, grouped into requests, and sent again.
struct push_options {
  /// `limits::max_violations` of 0 counts as 1.
  options validation{};
  batch_wrapper wrapper = events_wrapper;
  /// Events in one request; 0 counts as 1.
  std::size_t max_events = 1000;
  /// Bytes of a request's body, wrapper and separators included.
  std::size_t max_bytes = std::size_t{1} << 20;
  /// Ends a request where the session changes, so that each holds events of one: those of
  /// `Event::session_id`.
  bool by_session = false;
  /// In which form the server answers. Name it where you know it.
  answer_format answers = answer_format::detect;
  /// The member by which an answer names an event; empty: none.
  std::string_view key_member = "idempotency_key";
  retry_options retry{};
  /// Whom the caller pushes for. Never sent, for a backend takes the organisation from the key: it
  /// comes back in the result, for the log.
  std::string organization_id{};
};

/// What a `push_machine` asks its driver to do.
enum class push_action : std::uint8_t {
  feed, ///< give the next event (`add`), or say that there is none (`finish`)
  send, ///< send `body()` and give the answer (`answer`)
  wait, ///< wait for `delay()`, then ask again; or `stop()`
  done, ///< nothing: the result is complete
};

/// A push as a state machine, for callers that send asynchronously: it says what to do next and is
/// told what came back. It has no clock, no thread and no connection. `push` is this loop:
///
///     assay::push_machine<my_event> machine(options);
///     for (;;) switch (machine.next()) {
///       case push_action::feed: more() ? machine.add_text(next()) : machine.finish(); break;
///       case push_action::send: machine.answer(co_await post(machine.body()), random()); break;
///       case push_action::wait: co_await sleep(machine.delay()); break;
///       case push_action::done: co_return machine.take_result();
///     }
///
/// Each event is checked; invalid ones are skipped, the others are grouped into requests, one after
/// another, in their order. What became of an event:
///
/// - **Pushed, or a duplicate,** when the answer says so: `read_answer`, in the form that the
///   options name.
/// - **Rejected** when the answer rejects it, or the request that held it alone (400, 413, 422). A
///   request with more events that is refused so goes out again in two halves, and so on: one bad
///   event costs itself and about 2 log2(n) requests; a server that refuses all of n costs 2n - 1.
///   After 413 all later bodies are at most half as large.
/// - **Sent again** when the request failed and may go well another time (`is_transient`), when the
///   answer cannot be understood, and when the answer rejects the event alone with such a status:
///   up to `retry_options::max_retries` times, after the delays of one `retry_schedule`. After that
///   it is unpushed, or rejected with `is_permanent` false. So requests arrive at least once: the
///   receiver must know repeats by the events' keys.
/// - **Unpushed** at once when the request failed otherwise (404, redirections).
///
/// A schedule belongs to one machine: who pushes often waits between two pushes of which the first
/// found the server away.
///
///
/// After 401 and 403 the push is over, for the credentials are no better for the next request; so
/// it is when the schedule is spent. The events that are left are still checked, and the valid ones
/// are unpushed with 0 attempts.
///
/// Memory: one request, and the result. Linear in the events. Not to be copied or moved. When a
/// function throws std::bad_alloc, or the driver stops in between, `take_result` tells rightly what
/// became of each event so far; the machine is of no further use then. For one thread.
template <class Event>
class push_machine {
 public:
  explicit push_machine(const push_options& o = {})
      : options_(o), limit_(o.max_bytes), schedule_(o.retry),
        validator_(detail::with_reason(o.validation)), chunker_({.wrapper = o.wrapper,
                                                                 .max_events = o.max_events,
                                                                 .max_bytes = o.max_bytes,
                                                                 .open_sessions = o.by_session}) {
    result_.organization_id = o.organization_id;
  }

  /// What to do now. Goes to the next request when the last one is answered; asked again before
  /// that, the request counts as sent again. `wait` is said once.
  push_action next() {
    if (is_done_) return push_action::done;
    if (is_over_) in_flight_.clear(); // it stays unpushed, whatever the answer will be
    while (in_flight_.empty()) {
      if (stack_.is_empty() && !complete_chunk()) {
        if (early_.empty()) return push_action::feed;
        add_early();
        continue;
      }
      if (is_done_) return push_action::done;
      if (is_over_) leave_unsent();
      else if (std::exchange(must_wait_, false)) return push_action::wait;
      else take_request();
    }
    for (const item& e : in_flight_) {
      unpushed_event& u = place_of(e);
      u.status = 0; // until it is answered
      u.is_unclear = false;
      ++u.attempts;
    }
    return push_action::send;
  }

  /// Takes the next event by its text, which is copied. To be called when `next()` is `feed`; an
  /// event that comes earlier is kept until then, however many there are, and is not looked at, nor
  /// in the result, before.
  ///
  /// A text may have a byte order mark and white space around it, which are not sent; line breaks
  /// between its tokens are sent as spaces, and with a policy that replaces, halves of surrogate
  /// pairs are replaced; else it is sent as it came.
  void add_text(std::string_view text) {
    if (is_busy()) early_.emplace_back(text);
    else take_text(text, false);
  }

  /// The same without a copy: the text stays where it is until `next()` is `feed` again for an
  /// event after it, or `done`.
  void add_view(std::string_view text) {
    if (is_busy()) early_.emplace_back(text);
    else take_text(text, true);
  }
  template <detail::owned_text Temporary>
  void add_view(Temporary&&) = delete; // its text would be gone before it is sent

  /// The same for a typed event, which is written, then checked as a text is.
  void add(const Event& event) {
    written_.clear();
    if (write(event, written_)) return add_text(written_.view());
    if (is_busy()) early_.emplace_back(std::nullopt);
    else skip_not_writable();
  }

  /// Says that there are no more events.
  void finish() noexcept { is_finished_ = true; }

  /// The body of the request to be sent. Valid until `answer` is called.
  std::string_view body() const noexcept { return body_.view(); }
  /// The session that its events are of, as characters; empty unless `by_session`. Valid as long.
  std::string_view session() const noexcept { return chunk_.session(); }

  /// Takes what came of the request that `next()` gave; nothing when that was answered, or the push
  /// was stopped.
  ///
  /// `random`: from [0, 1), for the delay.
  void answer(const push_response& r, double random) {
    if (in_flight_.empty()) return;
    last_status_ = r.status;
    for (const item& e : in_flight_) place_of(e).status = r.status;
    request_outcome outcome = r.answer ? request_outcome::answered : outcome_of(r.status);
    batch_answer said;
    if (outcome == request_outcome::answered) {
      said = r.answer ? *r.answer : read(r);
      if (!said.fits(in_flight_.size()) || said.unnamed != 0) outcome = request_outcome::unclear;
    }
    switch (outcome) {
    case request_outcome::answered: return apply(said, r.retry_after, random);
    case request_outcome::unclear: return doubt(said, r.retry_after, random);
    case request_outcome::refused: return refuse(r);
    case request_outcome::transient: retry(r.retry_after, random); return;
    case request_outcome::failed:
      is_over_ = is_over_ || r.status == 401 || r.status == 403;
      schedule(r.retry_after, random);
      return in_flight_.clear(); // its events stay unpushed
    }
  }

  /// How long to wait.
  std::chrono::milliseconds delay() const noexcept { return delay_; }

  /// Ends the push: nothing more is sent. What is left is unpushed, and so is what was sent and is
  /// not answered yet.
  void stop() noexcept {
    is_over_ = true;
    must_wait_ = false;
  }

  /// The result, which leaves the machine: complete when `next()` is `done`; before that, what is
  /// not settled is unpushed, and the machine is of no further use.
  push_result take_result() noexcept {
    drop_settled();
    in_flight_.clear();
    stack_.clear();
    left_ = rejected_before_ = 0;
    is_over_ = is_done_ = true;
    return std::exchange(result_, {});
  }

 private:
  /// An event of the chunk.
  struct item {
    std::string_view text;
    std::size_t place;     ///< in the chunk
    unsigned failures = 0; ///< of requests that held it, in a row
    explicit operator std::string_view() const noexcept { return text; }
  };
  using items = typename request_stack<item>::group;

  /// Whether an event would come into the middle of a chunk.
  bool is_busy() const noexcept {
    return !in_flight_.empty() || !stack_.is_empty() || !early_.empty();
  }

  void add_early() {
    if (early_.front()) take_text(*early_.front(), false);
    else skip_not_writable();
    early_.pop_front();
  }

  void take_text(std::string_view text, bool stays) {
    if (!validator_.check(text)) return skip(detail::first_error(validator_.report()));
    const std::string_view session = session_of_checked();
    text = text.substr(text.find('{')); // a byte order mark is nothing inside a body
    text = text.substr(0, text.rfind('}') + 1);
    if (!replaces_escapes(options_.validation) && text.find('\n') == text.npos &&
        text.find('\r') == text.npos)
      return take_valid(text, session, stays);
    changed_.assign(text);
    put_on_one_line(changed_);
    replace_escapes(changed_, options_.validation);
    take_valid(changed_, session, false);
  }

  std::string_view session_of_checked() {
    if constexpr (requires { &Event::session_id; })
      if (options_.by_session)
        return characters_of(json_text(validator_.template text_of<&Event::session_id>()),
                             session_room_);
    return {};
  }

  void take_valid(std::string_view text, std::string_view session, bool stays) {
    result_.unpushed.push_back({.index = result_.events()});
    const chunk_step step =
        stays ? chunker_.push(text, session) : chunker_.push_copy(text, session);
    if (step.refused) [[unlikely]]
      return skip_too_large(*step.refused);
    if (step.complete != nullptr) begin(*step.complete);
  }

  ASSAY_COLD void skip(const violation& why) {
    result_.errors.push_back({result_.events(), to_string(why)});
    ++result_.skipped;
  }

  ASSAY_COLD void skip_not_writable() {
    skip({.code = code::invalid_value,
          .expected = "a string that is not UTF-8, or a number that is not finite"});
  }

  ASSAY_COLD void skip_too_large(const refused_event& e) {
    result_.unpushed.pop_back();
    violation v{.code = code::document_too_large, .expected = "a request of at most "};
    v.expected += std::to_string(options_.max_bytes);
    v.expected += " bytes, found an event that alone takes ";
    v.expected += std::to_string(e.body_size);
    skip(v);
  }

  /// Begins with the requests of a chunk, whose events are the first of those that are not settled.
  void begin(const chunk& c) {
    items all;
    all.reserve(c.events().size());
    for (const std::string_view text : c.events()) all.push_back({text, all.size()});
    is_settled_.assign(all.size(), false);
    texts_.reserve(all.size());
    stack_.push(std::move(all));
    chunk_ = c;
  }

  /// Ends the last chunk and begins the one that no more event comes to. Returns whether there is
  /// something to do without another event.
  bool complete_chunk() {
    drop_settled();
    if (!is_finished_ || !early_.empty()) return false;
    const chunk_step step = chunker_.finish();
    if (step.complete != nullptr) begin(*step.complete);
    else is_done_ = true;
    return true;
  }

  /// Takes the events of the chunk that are settled out of the unpushed.
  void drop_settled() noexcept {
    if (is_settled_.empty()) return;
    const auto first = result_.unpushed.begin() + static_cast<std::ptrdiff_t>(left_);
    auto to = first;
    for (std::size_t i = 0; i < is_settled_.size(); ++i) {
      if (is_settled_[i]) continue;
      *to++ = first[static_cast<std::ptrdiff_t>(i)];
      ++left_;
    }
    result_.unpushed.erase(to, first + static_cast<std::ptrdiff_t>(is_settled_.size()));
    is_settled_.clear();
    const auto by_index = [](const event_rejection& a, const event_rejection& b) {
      return a.index < b.index;
    };
    std::sort(result_.rejected.begin() + static_cast<std::ptrdiff_t>(rejected_before_),
              result_.rejected.end(), by_index);
    rejected_before_ = result_.rejected.size();
  }

  void take_request() {
    const request_limits limits{options_.max_events, limit_.bytes()};
    body_.clear();
    in_flight_ = stack_.take(body_, options_.wrapper, limits);
  }

  /// What waits when the push is over stays unpushed.
  void leave_unsent() noexcept {
    stack_.for_each([&](const item& e) {
      if (unpushed_event& u = place_of(e); u.attempts == 0) u.status = last_status_;
    });
    stack_.clear();
  }

  unpushed_event& place_of(const item& e) noexcept { return result_.unpushed[left_ + e.place]; }

  batch_answer read(const push_response& r) {
    texts_.clear(); // there is room for them
    for (const item& e : in_flight_) texts_.push_back(e.text);
    return read_answer(r.body, texts_, options_.answers, r.status, options_.key_member);
  }

  void apply(batch_answer& said, std::optional<std::chrono::seconds> retry_after, double random) {
    if (said.rejected.empty() && in_flight_.size() == is_settled_.size()) [[likely]]
      return settle_chunk(said);
    const auto again_is_of_use = [&](const event_rejection& r) {
      return !r.is_permanent && in_flight_[r.index].failures < options_.retry.max_retries;
    };
    items again;
    again.reserve(static_cast<std::size_t>(
        std::count_if(said.rejected.begin(), said.rejected.end(), again_is_of_use)));
    if (again.capacity() != 0) stack_.reserve_more(1);
    result_.rejected.reserve(result_.rejected.size() + said.rejected.size());
    // From here on nothing fails.
    for (const item& e : in_flight_) is_settled_[e.place] = true;
    for (event_rejection& r : said.rejected) {
      item& e = in_flight_[r.index];
      if (again_is_of_use(r)) {
        ++e.failures;
        place_of(e).status = r.status;
        is_settled_[e.place] = false;
        again.push_back(e);
      } else {
        r.index = place_of(e).index;
        result_.rejected.push_back(std::move(r));
      }
    }
    result_.pushed += said.accepted - said.duplicates;
    result_.duplicates += said.duplicates;
    in_flight_.clear();
    if (again.empty()) return schedule_.succeed();
    stack_.push(std::move(again));
    schedule(retry_after, random);
  }

  /// The server has all events of the chunk: nothing is left to be told apart.
  void settle_chunk(const batch_answer& said) noexcept {
    const auto first = result_.unpushed.begin() + static_cast<std::ptrdiff_t>(left_);
    result_.unpushed.erase(first, first + static_cast<std::ptrdiff_t>(is_settled_.size()));
    is_settled_.clear();
    result_.pushed += said.accepted - said.duplicates;
    result_.duplicates += said.duplicates;
    in_flight_.clear();
    schedule_.succeed();
  }

  /// A success of which it is not known what it means for each event.
  void doubt(const batch_answer& said, std::optional<std::chrono::seconds> retry_after,
             double random) {
    for (const item& e : in_flight_) place_of(e).is_unclear = true;
    unclear_answer why{place_of(in_flight_.front()).index, in_flight_.size(), reason_of(said)};
    if (said.unnamed == 0) {
      if (retry(retry_after, random)) return;
    } else { // OTLP forbids another try
      schedule_.succeed();
      in_flight_.clear();
    }
    result_.unclear.push_back(std::move(why));
  }

  static std::string reason_of(const batch_answer& said) {
    if (said.unnamed != 0) {
      std::string out = std::to_string(said.unnamed);
      out += said.unnamed == 1 ? " event was" : " events were";
      out += " rejected; the answer does not say which";
      return said.message.empty() ? out : out + ": " + said.message;
    }
    if (said.violations.empty()) return "the answer does not speak of all events";
    std::string out = to_string(said.violations.front());
    if (said.violations.front().path.empty()) out.replace(0, out.find(':'), "(answer)");
    return out;
  }

  /// Refused for what is in it: which event it is, halves will tell.
  void refuse(const push_response& r) {
    if (in_flight_.size() == 1) {
      const item& e = in_flight_.front();
      result_.rejected.push_back(
          {.index = place_of(e).index, .status = r.status, .reason = refusal_reason(r.body)});
      is_settled_[e.place] = true;
    } else {
      for (item& e : in_flight_) e.failures = 0;
      stack_.push_halves(std::move(in_flight_));
    }
    in_flight_.clear();
    if (r.status == 413) limit_.refuse(body_.size(), options_.wrapper.empty_size());
    schedule_.succeed();
  }

  /// Returns whether the request is sent again.
  bool retry(std::optional<std::chrono::seconds> retry_after, double random) {
    const bool is_last = in_flight_.front().failures >= options_.retry.max_retries;
    stack_.reserve_more(1);
    schedule(retry_after, random);
    for (item& e : in_flight_) ++e.failures;
    if (!is_last) stack_.push(std::move(in_flight_));
    in_flight_.clear();
    return !is_last && !is_over_;
  }

  void schedule(std::optional<std::chrono::seconds> retry_after, double random) noexcept {
    delay_ = schedule_.fail(retry_after, random);
    is_over_ = is_over_ || schedule_.is_spent();
    must_wait_ = !is_over_;
  }

  push_options options_;
  learnt_body_limit limit_;
  retry_schedule schedule_;
  validator<Event> validator_;
  chunker chunker_;
  chunk chunk_; ///< whose requests go out
  request_stack<item> stack_;
  items in_flight_;
  push_result result_;   ///< every valid event is in `unpushed` until it is settled
  std::size_t left_ = 0; ///< so many of `unpushed` stay there; after them come those of the chunk
  std::size_t rejected_before_ = 0; ///< rejections of earlier chunks
  std::vector<bool> is_settled_;    ///< for each event of the chunk
  text_buffer written_;
  text_buffer body_;
  /// Events that came before they were asked for; none: one that cannot be written.
  std::deque<std::optional<std::string>> early_;
  std::string changed_;
  std::string session_room_;
  std::vector<std::string_view> texts_;
  std::chrono::milliseconds delay_{};
  int last_status_ = 0;
  bool must_wait_ = false;
  bool is_finished_ = false; ///< no more events come
  bool is_over_ = false;     ///< nothing more is sent
  bool is_done_ = false;
};

} // namespace assay
