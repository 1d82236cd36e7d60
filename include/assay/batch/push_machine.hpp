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

/// Options of a push: how events are checked, grouped into requests and sent again.
struct push_options {
  /// The options for checking events. `limits::max_violations` of 0 counts as 1.
  options validation{};
  /// The text around the events of each request's body.
  batch_wrapper wrapper = events_wrapper;
  /// The maximum number of events in one request; 0 counts as 1.
  std::size_t max_events = 1000;
  /// The maximum size of a request's body in bytes, including the wrapper and the separators.
  std::size_t max_bytes = std::size_t{1} << 20;
  /// Ends a request where `Event::session_id` changes, so that each request holds events of one
  /// session.
  bool by_session = false;
  /// The format of the server's responses. Set it if you know it.
  response_format responses = response_format::detect;
  /// The member that holds an event's key in responses; empty: none.
  std::string_view key_member = "idempotency_key";
  /// The options for retries.
  retry_options retry{};
  /// The organization that the caller pushes for, copied to the result for logs. It is never sent,
  /// because a backend derives it from the API key.
  std::string organization_id{};
};

/// The next step that a `push_machine` requests from its driver.
enum class push_action : std::uint8_t {
  feed, ///< pass the next event (`add`), or report that there is none (`finish`)
  send, ///< send `body()` and pass the response (`receive`)
  wait, ///< wait for `delay()`, then call `next` again; or `stop()`
  done, ///< nothing: the result is complete
};

/// A push as a state machine, for callers that send asynchronously. It returns the next step and
/// takes its result. It has no clock, no thread and no connection. `push` is this loop:
///
///     assay::push_machine<my_event> machine(options);
///     for (;;) switch (machine.next()) {
///       case push_action::feed: more() ? machine.add_text(next()) : machine.finish(); break;
///       case push_action::send: machine.receive(co_await post(machine.body()), random()); break;
///       case push_action::wait: co_await sleep(machine.delay()); break;
///       case push_action::done: co_return machine.take_result();
///     }
///
/// Invalid events are skipped; the others are grouped into requests in order. The outcome of an
/// event is one of these:
///
/// - **Pushed, or a duplicate,** if the response reports it so (`read_response`, with the format of
///   the options).
/// - **Rejected** if the response rejects the event, or the request that held only this event (400,
///   413, 422). A larger request that is refused this way is sent again in two halves, recursively.
///   One bad event costs about 2 log2(n) additional requests; a server that refuses all n events
///   costs 2n - 1 requests. After 413, all later bodies are at most half as large.
/// - **Sent again** if the request failed but may succeed later (`is_transient`), if the response
///   cannot be understood, or if the response rejects only this event with such a status. This
///   happens up to `retry_options::max_retries` times, after the delays of one `retry_schedule`.
///   After that the event is unpushed, or rejected with `is_permanent` false. So requests arrive at
///   least once: the receiver must detect duplicates by the events' keys.
/// - **Unpushed** at once if the request failed in another way (404, redirections), or if rejected
///   events are `unnamed`.
///
/// Each machine has its own schedule. After a push that found the server unavailable, wait before
/// the next one.
///
/// The push ends after 401 and 403, because the next request would have the same credentials. It
/// also ends when the schedule is spent. The remaining events are still checked; the valid ones are
/// unpushed with 0 attempts.
///
/// Memory: one request and the result. Linear in the events. Not copyable or movable. If a function
/// throws `std::bad_alloc` or the driver stops early, `take_result` still reports correctly what
/// happened to each event so far. For one thread.
template <class Event>
class push_machine {
 public:
  /// Constructs a machine without events.
  explicit push_machine(const push_options& o = {})
      : options_(o), limit_(o.max_bytes), schedule_(o.retry),
        validator_(detail::with_reason(o.validation)), chunker_({.wrapper = o.wrapper,
                                                                 .max_events = o.max_events,
                                                                 .max_bytes = o.max_bytes,
                                                                 .open_sessions = o.by_session}) {
    result_.organization_id = o.organization_id;
  }

  /// Returns the next step, and moves on if the last request has a response. If `next` is called
  /// again before that, the request counts as sent again. `wait` is returned once.
  push_action next() {
    if (is_done_) return push_action::done;
    if (is_over_) in_flight_.clear(); // it stays unpushed, whatever the response is
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
      u.status = 0; // until the response arrives
      u.is_unclear = false;
      ++u.attempts;
    }
    return push_action::send;
  }

  /// Adds the next event by its text, which is copied. Call it when `next()` returns `feed`. An
  /// event that is added while a request is not settled waits. It is checked and counted when
  /// `next()` needs another event. The number of waiting events is not limited.
  ///
  /// The text may have a byte order mark and white space around it, which are not sent. Line breaks
  /// between tokens are sent as spaces. With a replacing policy, lone surrogates are replaced.
  /// Everything else is sent unchanged.
  void add_text(std::string_view text) {
    if (is_busy()) early_.emplace_back(text);
    else take_text(text, false);
  }

  /// Adds the next event by its text, without a copy. The text must stay valid until `next()`
  /// returns `feed` for a later event, or `done`.
  void add_view(std::string_view text) {
    if (is_busy()) early_.emplace_back(text);
    else take_text(text, true);
  }
  /// Deleted: a temporary text would be gone before it is sent.
  template <detail::owned_text Temporary>
  void add_view(Temporary&&) = delete;

  /// Adds a typed event, which is written and then checked like a text.
  void add(const Event& event) {
    written_.clear();
    if (write(event, written_)) return add_text(written_.view());
    if (is_busy()) early_.emplace_back(std::nullopt);
    else skip_not_writable();
  }

  /// Reports that there are no more events.
  void finish() noexcept { is_finished_ = true; }

  /// Returns the body of the request to send. Valid until `receive` is called.
  std::string_view body() const noexcept { return body_.view(); }
  /// Returns the session of the request's events, unescaped; empty unless `by_session`. Valid until
  /// `receive` is called.
  std::string_view session() const noexcept { return chunk_.session(); }

  /// Takes the response to the request that `next()` returned. Does nothing if it already has one,
  /// or after `stop()`.
  ///
  /// `random`: from [0, 1), for the delay.
  void receive(const push_response& r, double random) {
    if (in_flight_.empty()) return;
    last_status_ = r.status;
    for (const item& e : in_flight_) place_of(e).status = r.status;
    request_outcome outcome = r.outcome ? request_outcome::answered : outcome_of(r.status);
    batch_outcome said;
    if (outcome == request_outcome::answered) {
      said = r.outcome ? *r.outcome : read(r);
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

  /// Returns how long to wait.
  std::chrono::milliseconds delay() const noexcept { return delay_; }

  /// Ends the push: nothing more is sent. The remaining events are unpushed, including those sent
  /// without a response yet.
  void stop() noexcept {
    is_over_ = true;
    must_wait_ = false;
  }

  /// Returns the result and leaves the machine empty. The result is complete if `next()` has
  /// returned `done`. Otherwise the events that are not settled are unpushed, and the machine must
  /// not be used further.
  push_result take_result() noexcept {
    drop_settled();
    in_flight_.clear();
    stack_.clear();
    left_ = rejected_before_ = 0;
    is_over_ = is_done_ = true;
    return std::exchange(result_, {});
  }

 private:
  /// An event of the current chunk.
  struct item {
    std::string_view text;
    std::size_t place;     ///< its position in the chunk
    unsigned failures = 0; ///< the number of consecutive failures of requests that held it
    explicit operator std::string_view() const noexcept { return text; }
  };
  using items = typename request_stack<item>::group;

  /// Returns whether a new event would arrive in the middle of a chunk.
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
    text = text.substr(text.find('{')); // a byte order mark is not allowed within a body
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
    v.expected += " bytes, found an event that needs ";
    v.expected += std::to_string(e.body_size);
    skip(v);
  }

  /// Starts with the requests of a chunk, whose events are the first unsettled ones.
  void begin(const chunk& c) {
    items all;
    all.reserve(c.events().size());
    for (const std::string_view text : c.events()) all.push_back({text, all.size()});
    is_settled_.assign(all.size(), false);
    texts_.reserve(all.size());
    stack_.push(std::move(all));
    chunk_ = c;
  }

  /// Ends the last chunk and, if no more events follow, starts the final ones. Returns whether
  /// there is something to do without another event.
  bool complete_chunk() {
    drop_settled();
    if (!is_finished_ || !early_.empty()) return false;
    const chunk_step step = chunker_.finish();
    if (step.complete != nullptr) begin(*step.complete);
    else is_done_ = true;
    return true;
  }

  /// Removes the settled events of the chunk from `unpushed`.
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

  /// When the push is over, leaves the events that still wait in `unpushed`.
  void leave_unsent() noexcept {
    stack_.for_each([&](const item& e) {
      if (unpushed_event& u = place_of(e); u.attempts == 0) u.status = last_status_;
    });
    stack_.clear();
  }

  unpushed_event& place_of(const item& e) noexcept { return result_.unpushed[left_ + e.place]; }

  batch_outcome read(const push_response& r) {
    texts_.clear(); // the capacity is reserved
    for (const item& e : in_flight_) texts_.push_back(e.text);
    return read_response(r.body, texts_, options_.responses, r.status, options_.key_member);
  }

  void apply(batch_outcome& said, std::optional<std::chrono::seconds> retry_after, double random) {
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
    // Nothing fails from here on.
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

  /// Removes all events of the chunk from `unpushed`: the server has them.
  void settle_chunk(const batch_outcome& said) noexcept {
    const auto first = result_.unpushed.begin() + static_cast<std::ptrdiff_t>(left_);
    result_.unpushed.erase(first, first + static_cast<std::ptrdiff_t>(is_settled_.size()));
    is_settled_.clear();
    result_.pushed += said.accepted - said.duplicates;
    result_.duplicates += said.duplicates;
    in_flight_.clear();
    schedule_.succeed();
  }

  /// Handles a success whose meaning for each event is unknown.
  void doubt(const batch_outcome& said, std::optional<std::chrono::seconds> retry_after,
             double random) {
    for (const item& e : in_flight_) place_of(e).is_unclear = true;
    unclear_response why{place_of(in_flight_.front()).index, in_flight_.size(), reason_of(said)};
    if (said.unnamed == 0) {
      if (retry(retry_after, random)) return;
    } else { // OTLP forbids a retry
      schedule_.succeed();
      in_flight_.clear();
    }
    result_.unclear.push_back(std::move(why));
  }

  static std::string reason_of(const batch_outcome& said) {
    if (said.unnamed != 0) {
      std::string out = std::to_string(said.unnamed);
      out += said.unnamed == 1 ? " event was" : " events were";
      out += " rejected; the response does not say which";
      return said.message.empty() ? out : out + ": " + said.message;
    }
    if (said.violations.empty()) return "the response does not cover all events";
    std::string out = to_string(said.violations.front());
    if (said.violations.front().path.empty()) out.replace(0, out.find(':'), "(response)");
    return out;
  }

  /// Handles a refused request: sends it again in halves to find the event.
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
  learned_body_limit limit_;
  retry_schedule schedule_;
  validator<Event> validator_;
  chunker chunker_;
  chunk chunk_; ///< its requests are being sent
  request_stack<item> stack_;
  items in_flight_;
  push_result result_; ///< every valid event is in `unpushed` until it is settled
  std::size_t left_ =
      0; ///< the number of entries of `unpushed` that stay; those of the chunk follow
  std::size_t rejected_before_ = 0; ///< rejections of earlier chunks
  std::vector<bool> is_settled_;    ///< for each event of the chunk
  text_buffer written_;
  text_buffer body_;
  /// Events added before they were requested. An empty optional is an event that cannot be written.
  std::deque<std::optional<std::string>> early_;
  std::string changed_;
  std::string session_room_;
  std::vector<std::string_view> texts_;
  std::chrono::milliseconds delay_{};
  int last_status_ = 0;
  bool must_wait_ = false;
  bool is_finished_ = false; ///< no more events follow
  bool is_over_ = false;     ///< nothing more is sent
  bool is_done_ = false;
};

} // namespace assay
