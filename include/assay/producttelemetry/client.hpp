// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/write_checked.hpp"
#include "assay/producttelemetry/event_queue.hpp"
#include "assay/producttelemetry/make_event.hpp"
#include "assay/producttelemetry/queue_file.hpp"
#include "assay/producttelemetry/requests.hpp"
#include "assay/producttelemetry/settings.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::producttelemetry {

/// What a client is made with; settings.hpp works the first three out.
struct client_options {
  std::string write_key{}; ///< empty: nothing is sent
  std::string api_url{default_api_url};
  opt_out opted_out = opt_out::none;
  std::size_t flush_at = 10; ///< a flush is due when so many new events wait; 0 counts as 1
  std::chrono::milliseconds flush_interval{
      30'000}; ///< or when so much time has passed since the last; at most 100 years
  std::size_t max_queue_size =
      1000; ///< of the queue, and of what is kept of failed requests; 0 counts as 1
  request_limits limits{.max_events = event_queue::no_limit}; ///< of one request
  /// How long to wait after failures. Their number and the sum of the delays do not count: a client
  /// goes on trying.
  retry_options retry{.min_delay = std::chrono::milliseconds(250)};
  /// In which form the server answers. The service publishes none.
  answer_format answers = answer_format::detect_or_status;
  /// How events are judged before they are queued. `published` would let through what the recorded
  /// client does: empty names and unknown types, and a caller's time without an offset.
  options validation{.level = level::strict};
};

/// The client as a state machine: what happens goes in as calls, what is to be done comes out as
/// values. It sends nothing, reads no file and starts no timer; whoever drives it does:
///
///     while (client.flush_due(now())) {
///       const auto r = client.flush(now());
///       client.settle(send(*r), now()); // an assay::push_response
///     }
///
/// An event is judged before it is queued, so that no invalid one ever gets into a request. When
/// the server refuses a request's body for good (400, 413 or 422), its events go out again in two
/// halves, at once, and so on until a request has one event: that one is refused, and given back.
/// So one bad event costs itself and about 2 log2(n) requests, and every other event is delivered;
/// a server that refuses all of n costs 2n - 1. After 413 all later bodies are at most half as
/// large. An answer that says of each event what became of it is read; events that it rejects are
/// given back, or kept where they may be accepted another time. After every other failure all
/// events of the request are kept and sent with a later flush. Events at which the server itself
/// fails, with status 500 for the request or a transient one for the event, go to the end of the
/// queue, so that the others need not wait for them.
///
/// Who sends must always say what came of a request: when sending throws, `settle({})`, status 0.
///
/// **While the server is away** no request goes out before the delay of a `retry_schedule` has
/// passed (full jitter, `Retry-After`), and then one with at most `flush_at` events, to see whether
/// it is back. So in a time t it gets at most 1 + t / `min_delay` such requests, and one with all
/// that waits. After a success the next request may have twice as many events. Only the flush after
/// `shutdown` does not wait.
///
/// What is dropped for want of room is counted, in each result and in `dropped()`. When a function
/// throws std::bad_alloc the client is as it was before: no event is lost, none is there twice, and
/// nothing is in flight that nobody has. For one thread. Times are any clock's that goes on in
/// seconds; one that goes back counts as past the interval.
///
/// A template without need, as `client` alone: a program that has none then compiles no reader and
/// no writer of events.
template <class = void>
class basic_client {
 public:
  basic_client(client_options o, client_ids ids, time_point now)
      : options_(std::move(o)), ids_(std::move(ids)),
        queue_(options_.max_queue_size, options_.limits, options_.answers),
        schedule_(options_.retry), last_flush_(now) {
    options_.flush_at = std::max<std::size_t>(options_.flush_at, 1);
    options_.api_url.resize(detail::base_of(options_.api_url).size());
    options_.flush_interval =
        std::clamp<std::chrono::milliseconds>(options_.flush_interval, {}, std::chrono::years(100));
  }

  /// A track event of now. Invalid when the time is one that RFC 3339 cannot write, before the year
  /// 0 or after 9999.
  track_result track(std::string event_name, raw_object properties = {},
                     event_type type = event_type::usage, time_point now = system_now()) {
    return enqueue_made(make_event(ids_, std::move(event_name), std::move(properties), type, now));
  }

  /// An error event of now: `make_error_event`.
  track_result error(const error_details& details, const raw_object& properties = {},
                     time_point now = system_now()) {
    return enqueue_made(make_error_event(ids_, details, properties, now));
  }

  /// Puts an event of the caller's into the queue. When that is full, its oldest one is dropped.
  track_result enqueue(const event& e) {
    track_result out{.outcome = outcome_of_any()};
    if (!out) return out;
    text_buffer text;
    if (const report checked = write_checked(e, text, options_.validation); !checked) {
      out.outcome = track_outcome::invalid;
      out.violations.assign(checked.violations().begin(), checked.violations().end());
      return out;
    }
    std::string event_text(text.view());
    assay::replace_escapes(event_text, options_.validation);
    out.dropped = queue_.push(std::move(event_text));
    dropped_ += out.dropped;
    return out;
  }

  /// Whether to flush now: when enough new events wait, when the interval has passed and anything
  /// waits, when the delay after a failure has passed, and at once for what is left of the last
  /// flush and after `shutdown`. Not while a request is in flight.
  bool flush_due(time_point now) const noexcept {
    if (!may_flush(now)) return false;
    return wants_last_flush_ || is_urgent_ || (schedule_.failures() != 0 && !is_shut_down_) ||
           queue_.new_count() >= options_.flush_at ||
           has_passed(last_flush_, options_.flush_interval, now);
  }

  /// The request of all events that wait, or of as many as one request holds, which is in flight
  /// then until `settle` is called. Nothing when there are none, nothing may be sent, another one
  /// is in flight, or the delay after a failure has not passed. What is left of the last flush,
  /// such as halves of a refused request, goes before the others.
  [[nodiscard]] std::optional<request> flush(time_point now) {
    if (!may_flush(now)) return std::nullopt;
    request r = make_request("POST", "/ingest", {});
    r.body = queue_.take(wants_last_flush_ ? event_queue::no_limit : max_events_);
    last_flush_ = now;
    wants_last_flush_ = false;
    return r;
  }

  /// Takes the answer to the request in flight. Exactly 200 and 207 are success; what else they say
  /// is read as `client_options::answers` has it.
  ///
  /// `random`: from [0, 1), for the delay after a failure. Without a request in flight nothing
  /// changes.
  flush_result settle(const push_response& r, time_point now = system_now(),
                      double random = system_fraction()) {
    if (!queue_.is_in_flight()) return {.outcome = flush_outcome::forgotten};
    flush_result out = queue_.settle(r);
    dropped_ += out.dropped;
    const bool is_failure = out.outcome == flush_outcome::kept && out.delivered == 0;
    is_urgent_ = !is_failure && (queue_.has_next() || is_shut_down_);
    if (is_failure) {
      delay_ = schedule_.fail(r.retry_after, random);
      failed_at_ = now;
      max_events_ = std::clamp<std::size_t>(out.events / 2, 1, options_.flush_at);
    } else {
      schedule_.succeed();
      delay_ = {};
      if (max_events_ <= event_queue::no_limit / 2) max_events_ *= 2;
    }
    return out;
  }

  /// How long to wait after the last answer: 0 unless it was a failure.
  std::chrono::milliseconds delay() const noexcept { return delay_; }

  /// Refuses all later events, and makes a last flush due, which does not wait for a delay. When it
  /// fails no other is due before the interval has passed: what it does not deliver is there for
  /// `save`.
  void shutdown() noexcept { is_shut_down_ = wants_last_flush_ = true; }
  bool is_shut_down() const noexcept { return is_shut_down_; }

  /// The request that says who uses this client; its answer does not matter. Nothing when nothing
  /// may be sent, after a deletion, and for a text that is not UTF-8.
  std::optional<request> identify(std::string user_id) const {
    if (!may_send() || is_deleted_) return std::nullopt;
    return written_request(
        "POST", "/identify",
        identify_request{.client_id = ids_.client_id, .user_id = std::move(user_id)});
  }

  /// The request that the server deletes all data of this client; its answer goes to
  /// `settle_deletion`. Nothing as for `identify`.
  std::optional<request> request_deletion() const {
    if (!may_send() || is_deleted_) return std::nullopt;
    return written_request("DELETE", "/gdpr/delete-self",
                           deletion_request{.client_id = ids_.client_id});
  }

  /// Takes the answer to the request for deletion. Exactly 200 and 202 are success; then the client
  /// id, the queue, what was kept and what is in flight are gone: remove the client id and the
  /// events from where they were saved too. Else nothing changes. Returns whether it was success.
  bool settle_deletion(int status) {
    if (!is_deletion_accepted(status)) return false;
    deleted_ids_.insert(ids_.client_id);
    ids_.client_id.clear();
    queue_.clear();
    is_deleted_ = true;
    return true;
  }

  /// Gives the client another id, as is needed after a deletion: `random_uuid()`.
  void set_client_id(std::string id) {
    ids_.client_id = std::move(id);
    is_deleted_ = false;
  }
  const client_ids& ids() const noexcept { return ids_; }

  /// Appends a file of all events that are not delivered, those in flight too: read back after a
  /// crash, these may arrive twice.
  void save(text_buffer& out) const {
    std::vector<std::string_view> texts;
    texts.reserve(queue_.size());
    queue_.for_each([&](const std::string& e) { texts.push_back(e); });
    append_queue_file(out, texts);
  }

  /// What came of a saved file.
  struct restore_result {
    queue_file file{}; ///< what was found in it, but for the events
    std::size_t restored = 0;
    std::size_t deleted = 0; ///< of a client id whose data were deleted meanwhile, and so forgotten
    std::size_t dropped =
        0; ///< the oldest of those that were kept and of the file's, for want of room

    /// Whether the file is as it was written, and no event was dropped.
    explicit operator bool() const noexcept { return file && dropped == 0; }
  };

  /// Takes the events of a saved file before all others; they go out with the next flush. Damaged
  /// lines are told, and cost only themselves. Those of a client id that was deleted do not come
  /// back.
  restore_result restore(std::string_view text) {
    restore_result out{.file = read_queue_file(text, options_.validation)};
    validator<event> own({.level = level::reference});
    out.deleted = std::erase_if(out.file.events, [&](const std::string& e) {
      own.check(e);
      return deleted_ids_.contains(json_text(own.text_of<&event::client_id>()).to_string());
    });
    out.restored = out.file.events.size();
    out.dropped = queue_.restore(std::exchange(out.file.events, {}));
    dropped_ += out.dropped;
    return out;
  }

  /// Events that are not delivered, those in flight too.
  std::size_t pending() const noexcept { return queue_.size(); }
  /// Events that were dropped for want of room, in all.
  std::size_t dropped() const noexcept { return dropped_; }

 private:
  /// What comes of every event, valid or not; `queued` when that depends on the event.
  track_outcome outcome_of_any() const noexcept {
    if (is_shut_down_) return track_outcome::shut_down;
    if (options_.opted_out != opt_out::none) return track_outcome::opted_out;
    if (options_.write_key.empty()) return track_outcome::no_write_key;
    return is_deleted_ ? track_outcome::no_client_id : track_outcome::queued;
  }

  /// An event that was made here. It lacks its time only where the time cannot be written.
  track_result enqueue_made(const event& e) {
    if (!e.timestamp.empty() || outcome_of_any() != track_outcome::queued) return enqueue(e);
    track_result out{.outcome = track_outcome::invalid};
    if (options_.validation.limits.max_violations != 0)
      out.violations.push_back({.code = code::invalid_format,
                                .path = "/timestamp",
                                .expected = "a time of the years 0 to 9999"});
    return out;
  }

  /// Whether that much time has passed since then, as far as the clock can be trusted.
  static bool has_passed(time_point then, std::chrono::milliseconds time, time_point now) noexcept {
    if (now < then) return true;
    const auto since_zero = [](time_point t) {
      return static_cast<std::uint64_t>(t.time_since_epoch().count());
    };
    const std::uint64_t passed =
        since_zero(now) - since_zero(then); // which is not always a number of the clock's
    return passed / 1000 >= static_cast<std::uint64_t>(time.count());
  }

  bool may_flush(time_point now) const noexcept {
    return may_send() && !queue_.is_in_flight() && queue_.has_waiting() &&
           (wants_last_flush_ || has_passed(failed_at_, delay_, now));
  }

  bool may_send() const noexcept {
    return options_.opted_out == opt_out::none && !options_.write_key.empty();
  }

  request make_request(std::string_view method, std::string_view path, std::string body) const {
    return {.method = std::string(method),
            .url = std::string(options_.api_url).append(path),
            .write_key = options_.write_key,
            .body = std::move(body)};
  }

  template <class T>
  std::optional<request> written_request(std::string_view method, std::string_view path,
                                         const T& object) const {
    text_buffer body;
    if (!write(object, body)) return std::nullopt;
    return make_request(method, path, std::string(body.view()));
  }

  client_options options_;
  client_ids ids_;
  event_queue queue_;
  retry_schedule schedule_;
  std::size_t max_events_ = event_queue::no_limit; ///< of the next request; less after a failure
  std::chrono::milliseconds delay_{};
  time_point failed_at_{};
  time_point last_flush_;
  std::size_t dropped_ = 0;
  std::set<std::string> deleted_ids_;
  bool is_urgent_ = false; ///< what waits goes out whatever the time
  bool wants_last_flush_ = false;
  bool is_shut_down_ = false;
  bool is_deleted_ = false;
};

using client = basic_client<>;

} // namespace assay::producttelemetry
